namespace DriftStream.Replay.Scanning;

/// <summary>What a scan has counted so far.</summary>
internal sealed class ScanCounts
{
    public long Records;
    public long LeftOut;
    public long Kept;
    public long Refused;
    public long ReadOnly;
    public long Quiet;
    public long Unknown;
    public long Unheld;
    public long Openings;

    /// <summary>The result of one scan.</summary>
    public ScanResult ToResult() => new()
    {
        Records = Records,
        LeftOut = LeftOut,
        Kept = Kept,
        Refused = Refused,
        ReadOnly = ReadOnly,
        Quiet = Quiet,
        Unknown = Unknown,
        Unheld = Unheld,
        Openings = Openings,
    };

    /// <summary>Begins again.</summary>
    public void Clear() => (Records, LeftOut, Kept, Refused, ReadOnly, Quiet, Unknown, Unheld, Openings) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
}
