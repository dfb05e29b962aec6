namespace DriftStream.Ledger;

/// <summary>An alert that waits to be told.</summary>
internal sealed record WaitingAlert
{
    /// <summary>The columns in SQL.</summary>
    public const string Columns =
        "id Id, finding_id FindingId, drift_id DriftId, kind Kind, severity Severity, actor Actor, mention Mention, note Note, still_open StillOpen, " +
        "position Position, created_at CreatedAt, hold_until HoldUntil, digest Digest, attempt Attempt, next_at NextAt";

    /// <summary>The alert's id, <c>A-</c> and ten characters.</summary>
    public string Id { get; init; } = "";

    /// <summary>The number of the finding it tells of; null where it tells of the drift's last one.</summary>
    public long? FindingId { get; init; }

    /// <summary>The drift it tells of.</summary>
    public string? DriftId { get; init; }

    /// <summary>Why it is told, in the ledger's word.</summary>
    public string Kind { get; init; } = "";

    /// <summary>How bad it is, from 0 to 4.</summary>
    public long Severity { get; init; }

    /// <summary>Who caused it; empty where nobody is known.</summary>
    public string Actor { get; init; } = "";

    /// <summary>Whom the message calls.</summary>
    public string? Mention { get; init; }

    /// <summary>What the finding does not say.</summary>
    public string? Note { get; init; }

    /// <summary>How many differences of the drift were left.</summary>
    public long StillOpen { get; init; }

    /// <summary>Its place in the order of all.</summary>
    public long Position { get; init; }

    /// <summary>When it was recorded.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When the quiet hours end that it waits for; 0 for none.</summary>
    public long HoldUntil { get; init; }

    /// <summary>The digest that it is told in.</summary>
    public string? Digest { get; init; }

    /// <summary>How often it was tried.</summary>
    public long Attempt { get; init; }

    /// <summary>Before when it is not tried again.</summary>
    public long NextAt { get; init; }

    /// <summary>Why it is told.</summary>
    public AlertKind Why => AlertKindWords.Read(Kind);

    /// <summary>Nothing holds it back.</summary>
    public bool IsCritical => Severity >= (long)Core.Judging.Severity.Critical && Why is (AlertKind.Alert or AlertKind.Reminder);
}
