namespace DriftStream.Replay.Digests;

/// <summary>Which log files a replay was asked to read: a digest may also name others, and these are not missing.</summary>
/// <param name="Prefixes">What their names begin with, from <c>AWSLogs/</c> on; an empty one covers all.</param>
internal sealed record DigestScope(IReadOnlyList<string> Prefixes)
{
    /// <summary>Whether this log file was to be read.</summary>
    public bool Covers(string tail) => Prefixes.Any(p => tail.StartsWith(p, StringComparison.Ordinal));
}
