using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>When a digest is told, told again, and closed.</summary>
internal static class DigestTimes
{
    /// <summary>A burst that rests so long is told.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>A burst that does not rest is told after so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The least time between two edits of a message.</summary>
    public static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Ends = TimeSpan.FromSeconds(60);

    /// <summary>When the digest is due; null where it has nothing to tell.</summary>
    public static DateTimeOffset? Due(OpenDigest digest, bool edits)
    {
        if (digest.Waiting == 0)
        {
            return null;
        }

        var due = digest switch
        {
            { Urgent: 1 } or { Quiet: 1 } => 0,
            { PostedAt: null } => Math.Min(digest.LastAt + Milliseconds(Pause), digest.OpenedAt + Milliseconds(Longest)),
            _ when edits => digest.EditedAt + Milliseconds(BetweenEdits),
            { PostedAt: { } posted } => Math.Min(digest.LastAt + Milliseconds(Pause), posted + Milliseconds(LongestSilence)),
        };
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(due, digest.NextAt));
    }

    /// <summary>When the burst rests, if nothing more comes.</summary>
    public static DateTimeOffset Rests(OpenDigest digest) => DateTimeOffset.FromUnixTimeMilliseconds(digest.LastAt) + Pause;

    /// <summary>Whether the burst is over, so that later changes begin anew.</summary>
    public static bool IsOver(OpenDigest digest, DateTimeOffset now) =>
        digest is { ClosedAt: null, Waiting: 0, PostedAt: not null } && now.ToUnixTimeMilliseconds() >= digest.LastAt + Milliseconds(Ends);

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
