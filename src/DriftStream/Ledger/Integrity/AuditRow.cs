namespace DriftStream.Ledger.Integrity;

/// <summary>A row of <c>audit</c>.</summary>
internal sealed record AuditRow
{
    /// <summary>The columns for a <c>select</c>.</summary>
    public const string Columns =
        "number Number, kind Kind, subject Subject, account Account, at At, verdict Verdict, first_finding FirstFinding, findings Findings, " +
        "body Body, writer Writer, key_id KeyId, link Link";

    /// <summary>Its place in the chain, from 1.</summary>
    public long Number { get; init; }

    /// <summary>One of <see cref="AuditKind"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it is about: of an event its id.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The event's account.</summary>
    public string Account { get; init; } = "";

    /// <summary>When it was written.</summary>
    public long At { get; init; }

    /// <summary>The event's verdict, as it was given first.</summary>
    public string? Verdict { get; init; }

    /// <summary>The number of the first finding that belongs to it.</summary>
    public long FirstFinding { get; init; }

    /// <summary>How many findings belong to it.</summary>
    public long Findings { get; init; }

    /// <summary>JSON: the drifts as they were after it, or what its kind has to say.</summary>
    public string? Body { get; init; }

    /// <summary>The machine and the process that wrote it.</summary>
    public string Writer { get; init; } = "";

    /// <summary>The key that its link was made with.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>The keyed hash over the row, what it stands for, and the link before.</summary>
    public string Link { get; init; } = "";

    /// <summary>When it was written; the nearest moment there is where that was altered to what is none.</summary>
    public DateTimeOffset WrittenAt => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(At, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}

/// <summary>What a row of <c>audit</c> stands for.</summary>
internal static class AuditKind
{
    /// <summary>The chain begins.</summary>
    public const string Begin = "begin";

    /// <summary>An event was judged.</summary>
    public const string Event = "event";

    /// <summary>Drifts or findings changed without a new event.</summary>
    public const string Work = "work";

    /// <summary>Somebody decided about a drift.</summary>
    public const string Decision = "decision";

    /// <summary>Old rows were removed.</summary>
    public const string Retired = "retired";
}
