using DriftStream.Core.Judging;

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

    /// <summary>The account it is in; null where no record said.</summary>
    public string? Account { get; init; }

    /// <summary>The region it is in; null where no record said.</summary>
    public string? Region { get; init; }

    /// <summary>What people decided about it last; null where nobody did, or where it does not hold any more.</summary>
    public string? Decision { get; init; }

    /// <summary>Until when that holds; null where it has no end.</summary>
    public DateTimeOffset? DecisionUntil { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public DriftEnd? End { get; init; }

    /// <summary>Whether the cloud still differs.</summary>
    public bool IsOpen => End is null;

    /// <summary>Where it is.</summary>
    public DriftAddress Place => new(State, Lineage, Address);

    /// <summary>The drift that a finding opens.</summary>
    public static DriftRecord StartedBy(Finding finding, string lineage) => new()
    {
        Id = finding.Drift!,
        State = finding.Resource?.State ?? "",
        Lineage = lineage,
        Address = finding.Resource?.Address ?? "",
        Type = finding.Resource?.Type ?? "",
        ResourceId = finding.Resource?.Id,
        Account = finding.Event.Account,
        Region = finding.Event.Region,
        Verdict = finding.Verdict.Word(),
        Severity = finding.Severity.Word(),
        OpenedAt = finding.Event.Time,
        OpenedEvent = finding.Event.Id,
        OpenedBy = finding.Actor.Name,
        LastChangeAt = finding.Event.Time,
        LastEvent = finding.Event.Id,
    };

    /// <summary>The drift after a finding that belongs to it and does not end it; open again where it had ended.</summary>
    public DriftRecord ChangedBy(Finding finding) => this with
    {
        Verdict = finding.Verdict.Word(),
        Severity = finding.Severity > ContractWordReader.Severity(Severity) ? finding.Severity.Word() : Severity,
        ResourceId = finding.Resource?.Id ?? ResourceId,
        LastChangeAt = finding.Event.Time,
        LastEvent = finding.Event.Id,
        End = null,
    };

    /// <summary>The drift after its end. What people decided about it is over with it.</summary>
    public DriftRecord EndedBy(DriftEnd end) => this with { End = end, Decision = null, DecisionUntil = null };
}

/// <summary>How a drift ended.</summary>
/// <param name="At">When the event that ended it happened.</param>
/// <param name="EventId">That event.</param>
/// <param name="By">Who caused it.</param>
internal sealed record DriftEnd(DateTimeOffset At, string EventId, string? By)
{
    /// <summary>In which way.</summary>
    public DriftEndKind How { get; init; }

    /// <summary>The serial of the state that ended it; null where an event did.</summary>
    public long? Serial { get; init; }

    /// <summary>The id of the resource that took its place; null where none did.</summary>
    public string? Successor { get; init; }
}

/// <summary>How drifts end.</summary>
internal enum DriftEndKind
{
    /// <summary>The cloud was brought back to what the state says.</summary>
    Reverted,

    /// <summary>The state says now what the cloud holds.</summary>
    Adopted,

    /// <summary>No state holds the resource any more.</summary>
    Unmanaged,

    /// <summary>The address holds another resource now.</summary>
    Replaced,
}
