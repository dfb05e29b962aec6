namespace DriftStream.Replay;

/// <summary>How much of one file is taken into memory before it is refused. CloudTrail's own files stay far below.</summary>
internal sealed record SizeLimits
{
    // Log lines shrink ten to thirty times, thousands of equal ones a few hundred times; gzip cannot do more than 1,032.
    private const long HighestRatio = 800;
    private const long RatioCountsFrom = 64L << 20;

    /// <summary>The most bytes that one file may hold, unpacked.</summary>
    public long Content { get; init; } = 1L << 30;

    /// <summary>Whether unpacking must stop here.</summary>
    /// <param name="packed">How many packed bytes were taken so far.</param>
    /// <param name="unpacked">How many bytes came out of them.</param>
    public bool Refuses(long packed, long unpacked) =>
        unpacked > Content || IsBomb(packed, unpacked);

    /// <summary>Whether more comes out of the packed bytes than any log holds; how much that is does not count.</summary>
    public static bool IsBomb(long packed, long unpacked) => unpacked > RatioCountsFrom && unpacked / Math.Max(1, packed) >= HighestRatio;

    /// <summary>Why it stopped.</summary>
    public string Refusal(long unpacked) => unpacked > Content
        ? $"it unpacks to more than {Content >> 20} MB, so it was not judged. Split it if it is a log."
        : $"it unpacks to more than {HighestRatio} times its size, as no log does, so it was not judged";

    /// <summary>Why reading piece by piece stopped.</summary>
    public static string BombRefusal => $"it unpacks to more than {HighestRatio} times its size, as no log does, so the rest was not judged";
}
