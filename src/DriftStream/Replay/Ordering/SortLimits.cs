namespace DriftStream.Replay.Ordering;

/// <summary>How much of a sort lies in memory. What comes out does not depend on it.</summary>
internal sealed record SortLimits
{
    /// <summary>The bytes that all who add entries hold together before they go to a temporary file.</summary>
    public long Memory { get; init; } = 8L << 20;

    /// <summary>How many sorted runs are merged at a time.</summary>
    public int MergeWidth { get; init; } = 64;
}
