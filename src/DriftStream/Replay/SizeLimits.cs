namespace DriftStream.Replay;

/// <summary>How much of one file is taken into memory before it is refused. CloudTrail's own files stay far below.</summary>
internal sealed record SizeLimits
{
    // Log lines shrink ten to thirty times, thousands of equal ones a few hundred times; gzip cannot do more than 1,032.
    private const long HighestRatio = 800;
    private const long RatioCountsFrom = 64L << 20;

    /// <summary>The most bytes that one file may hold, unpacked.</summary>
    public long Content { get; init; } = 1L << 30;

    /// <summary>Why this much must not be unpacked from a file of that size; null while it may be.</summary>
    public string? Refusal(long packed, long unpacked)
    {
        if (unpacked > Content)
        {
            return $"it unpacks to more than {Content >> 20} MB, so it was not judged. Split it if it is a log.";
        }

        return unpacked > RatioCountsFrom && unpacked / Math.Max(1, packed) >= HighestRatio
            ? $"its {packed} bytes unpack to more than {HighestRatio} times as many, as no log does, so it was not judged"
            : null;
    }
}
