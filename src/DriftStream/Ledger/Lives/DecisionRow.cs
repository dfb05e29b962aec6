namespace DriftStream.Ledger.Lives;

/// <summary>A row of <c>decision</c>: who decided what about a drift.</summary>
internal sealed record DecisionRow
{
    /// <summary>The columns in the order that the statements use.</summary>
    public const string Columns = "id Id, drift_id DriftId, kind Kind, decided_by DecidedBy, name Name, reason Reason, until Until, decided_at DecidedAt";

    public string Id { get; init; } = "";

    public string DriftId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string DecidedBy { get; init; } = "";

    public string? Name { get; init; }

    public string? Reason { get; init; }

    public long? Until { get; init; }

    public long DecidedAt { get; init; }
}
