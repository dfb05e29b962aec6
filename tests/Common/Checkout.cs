namespace DriftStream;

/// <summary>Places in and beside the checkout.</summary>
internal static partial class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path in the data that may lie beside the checkout, whether it is there or not.</summary>
    public static string Beside(params string[] below) => Path.GetFullPath(Path.Combine([Root, "..", "shared", .. below]));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DriftStream.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the checkout.");
    }
}
