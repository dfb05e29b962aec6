namespace DriftStream.Replay.Scanning;

/// <summary>
/// What scanning one archive came to. Every record is counted once among the skipped, <see cref="Kept"/> and <see cref="LeftOut"/>;
/// what the kept ones come to, and whether all of them can be read, their judging tells.
/// </summary>
internal sealed record ScanResult
{
    /// <summary>The records, those that are not asked about included.</summary>
    public long Records { get; init; }

    /// <summary>The records that are not asked about, by time, account or region.</summary>
    public long LeftOut { get; init; }

    /// <summary>Records handed to <see cref="IScanTaker.Keep"/>.</summary>
    public long Kept { get; init; }

    /// <summary>Skipped: AWS refused the call, or it was a dry run (verdict <c>failed</c>).</summary>
    public long Refused { get; init; }

    /// <summary>Skipped: the call only read (verdict <c>read-only</c>).</summary>
    public long ReadOnly { get; init; }

    /// <summary>Skipped: a changing call that changes nothing Terraform could hold (verdict <c>no-effect</c> or <c>not-managed</c>).</summary>
    public long Quiet { get; init; }

    /// <summary>Skipped: a changing call that the catalogue does not know (verdict <c>unknown</c>).</summary>
    public long Unknown { get; init; }

    /// <summary>Skipped: a changing call in which nothing is named that a state holds.</summary>
    public long Unheld { get; init; }

    /// <summary>The calls counted in <see cref="Unknown"/>, by operation and service; only what this scan met.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> UnknownCalls { get; init; } = [];

    /// <summary>Records handed to <see cref="IScanTaker.Opening"/>.</summary>
    public long Openings { get; init; }

    /// <summary>The packed bytes that were read.</summary>
    public long Packed { get; init; }

    /// <summary>The bytes after unpacking.</summary>
    public long Unpacked { get; init; }

    /// <summary>Whether the generic reader had to take over, because the content is no plain log file.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Why this is not all there should be: one sentence; null where it is.</summary>
    public string? Problem { get; init; }
}
