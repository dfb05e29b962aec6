using Xunit;

namespace DriftStream;

/// <summary>Places in and beside the checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path in the data that may lie beside the checkout; skips the test where it does not.</summary>
    public static string Shared(params string[] below)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. below]));
        Assert.SkipUnless(Path.Exists(path), "The shared data is not beside the checkout.");
        return path;
    }

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
