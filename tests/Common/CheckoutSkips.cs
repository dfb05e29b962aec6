using Xunit;

namespace DriftStream;

/// <content>For tests, which skip where the data is absent.</content>
internal static partial class Checkout
{
    /// <summary>A path in the data that may lie beside the checkout; skips the test where it does not.</summary>
    public static string Shared(params string[] below)
    {
        var path = Beside(below);
        Assert.SkipUnless(Path.Exists(path), "The shared data is not beside the checkout.");
        return path;
    }
}
