using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>Which log files a replay was asked to read: a digest may also name others, and these are not missing.</summary>
/// <param name="Parts">The parts of the archive.</param>
internal sealed record DigestScope(IReadOnlyList<DigestPart> Parts)
{
    /// <summary>Whether this log file was to be read.</summary>
    public bool Covers(string tail) => Parts.Any(p => p.Covers(tail));
}

/// <summary>One part of an archive.</summary>
/// <param name="Prefix">What names begin with, from <c>AWSLogs/</c> on; an empty one covers all.</param>
/// <param name="Paths">What is left out by its path; null: nothing.</param>
internal sealed record DigestPart(string Prefix, LogScope? Paths)
{
    /// <summary>The part below a path or key.</summary>
    public static DigestPart Below(string path, LogScope? paths) =>
        new(DigestKey.Tail(path) is { Length: > 0 } tail && tail.Contains('/', StringComparison.Ordinal) ? tail : "", paths);

    /// <summary>Whether this log file was to be read.</summary>
    public bool Covers(string tail) => tail.StartsWith(Prefix, StringComparison.Ordinal) && Paths?.MayHold(LogPlace.Of(tail)) != false;
}
