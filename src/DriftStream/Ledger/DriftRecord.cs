namespace DriftStream.Ledger;

/// <summary>The life of one drift as the ledger holds it.</summary>
internal sealed record DriftRecord
{
    /// <summary>The drift's id, <c>D-</c> and ten characters.</summary>
    public required string Id { get; init; }

    /// <summary>The state's name.</summary>
    public required string State { get; init; }

    /// <summary>The state's lineage; empty where it has none.</summary>
    public required string Lineage { get; init; }

    /// <summary>Terraform's address.</summary>
    public required string Address { get; init; }

    /// <summary>Terraform's type.</summary>
    public required string Type { get; init; }

    /// <summary>The resource's id, name or ARN.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The verdict that was given last, in the contract's word.</summary>
    public required string Verdict { get; init; }

    /// <summary>The highest severity it ever had, in the contract's word.</summary>
    public required string Severity { get; init; }

    /// <summary>When the event that opened it happened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The event that opened it.</summary>
    public required string OpenedEvent { get; init; }

    /// <summary>Who opened it.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>When the last event that belongs to it happened.</summary>
    public required DateTimeOffset LastChangeAt { get; init; }

    /// <summary>The last event that belongs to it.</summary>
    public required string LastEvent { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public DriftEnd? End { get; init; }

    /// <summary>Whether the cloud still differs.</summary>
    public bool IsOpen => End is null;
}

/// <summary>How a drift ended.</summary>
/// <param name="At">When the event that ended it happened.</param>
/// <param name="EventId">That event.</param>
/// <param name="By">Who caused it.</param>
internal sealed record DriftEnd(DateTimeOffset At, string EventId, string? By);
