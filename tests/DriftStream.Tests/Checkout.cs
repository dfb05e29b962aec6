using Xunit;

namespace DriftStream.Tests;

/// <summary>Places in and beside the checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path in the open data beside the checkout; skips the test where that is absent.</summary>
    public static string OpenData(string below)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", below));
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
