namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Engine versions: code that says 8.0 or 6.x takes every version that begins so, and keeps its own spelling in the state.</summary>
internal static class EngineVersions
{
    public static ValueComparer Comparer { get; } = new("engine versions") { Texts = (left, right) => Covers(left, right) || Covers(right, left) };

    private static bool Covers(string shorter, string version)
    {
        var prefix = shorter.EndsWith(".x", StringComparison.Ordinal) ? shorter[..^2] : shorter;
        return prefix.Length > 0 && version.Length > prefix.Length && version.StartsWith(prefix, StringComparison.Ordinal) && version[prefix.Length] == '.';
    }
}
