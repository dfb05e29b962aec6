namespace DriftStream.Ledger;

/// <summary>A row of <c>drift</c>, as SQL knows it.</summary>
internal sealed record DriftRow
{
    /// <summary>The columns in the order that the statements use.</summary>
    public const string Columns =
        "id Id, state State, lineage Lineage, address Address, type Type, resource_id ResourceId, verdict Verdict, severity Severity, status Status, " +
        "opened_at OpenedAt, opened_event OpenedEvent, opened_by OpenedBy, last_change_at LastChangeAt, last_event LastEvent, " +
        "resolved_at ResolvedAt, resolved_event ResolvedEvent, resolved_by ResolvedBy, " +
        "resolved_how ResolvedHow, resolved_serial ResolvedSerial, successor Successor, account Account, region Region, decision Decision, decision_until DecisionUntil";

    /// <summary>In SQL: a row of <c>finding</c> or <c>alert</c> belongs to the drift with the id that a parameter holds.</summary>
    /// <param name="parameter">The parameter, with its sign.</param>
    /// <param name="table">The table's name in the statement, with its dot.</param>
    public static string Has(string parameter, string table = "") =>
        $"{table}drift_opened = coalesce((select o.opened_at from drift o where o.id = {parameter}), 0) and {table}drift_id = {parameter}";

    public string Id { get; init; } = "";

    public string State { get; init; } = "";

    public string Lineage { get; init; } = "";

    public string Address { get; init; } = "";

    public string Type { get; init; } = "";

    public string? ResourceId { get; init; }

    public string Verdict { get; init; } = "";

    public string Severity { get; init; } = "";

    public string Status { get; init; } = "";

    public long OpenedAt { get; init; }

    public string OpenedEvent { get; init; } = "";

    public string? OpenedBy { get; init; }

    public long LastChangeAt { get; init; }

    public string LastEvent { get; init; } = "";

    public long? ResolvedAt { get; init; }

    public string? ResolvedEvent { get; init; }

    public string? ResolvedBy { get; init; }

    public string? ResolvedHow { get; init; }

    public long? ResolvedSerial { get; init; }

    public string? Successor { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    public string? Decision { get; init; }

    public long? DecisionUntil { get; init; }

    /// <summary>The row of a drift.</summary>
    public static DriftRow Of(DriftRecord drift) => new()
    {
        Id = drift.Id,
        State = drift.State,
        Lineage = drift.Lineage,
        Address = drift.Address,
        Type = drift.Type,
        ResourceId = drift.ResourceId,
        Verdict = drift.Verdict,
        Severity = drift.Severity,
        Status = drift.IsOpen ? "open" : "resolved",
        OpenedAt = drift.OpenedAt.ToUnixTimeMilliseconds(),
        OpenedEvent = drift.OpenedEvent,
        OpenedBy = drift.OpenedBy,
        LastChangeAt = drift.LastChangeAt.ToUnixTimeMilliseconds(),
        LastEvent = drift.LastEvent,
        ResolvedAt = drift.End?.At.ToUnixTimeMilliseconds(),
        ResolvedEvent = drift.End?.EventId,
        ResolvedBy = drift.End?.By,
        ResolvedHow = drift.End?.How.ToString().ToLowerInvariant(),
        ResolvedSerial = drift.End?.Serial,
        Successor = drift.End?.Successor,
        Account = drift.Account,
        Region = drift.Region,
        Decision = drift.Decision,
        DecisionUntil = drift.DecisionUntil?.ToUnixTimeMilliseconds(),
    };

    /// <summary>The drift of the row.</summary>
    public DriftRecord ToRecord() => new()
    {
        Id = Id,
        State = State,
        Lineage = Lineage,
        Address = Address,
        Type = Type,
        ResourceId = ResourceId,
        Verdict = Verdict,
        Severity = Severity,
        OpenedAt = DateTimeOffset.FromUnixTimeMilliseconds(OpenedAt),
        OpenedEvent = OpenedEvent,
        OpenedBy = OpenedBy,
        LastChangeAt = DateTimeOffset.FromUnixTimeMilliseconds(LastChangeAt),
        LastEvent = LastEvent,
        Account = Account,
        Region = Region,
        Decision = Decision,
        DecisionUntil = DecisionUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
        End = ResolvedAt is { } at ? EndOf(at) : null,
    };

    private DriftEnd EndOf(long at) => new(DateTimeOffset.FromUnixTimeMilliseconds(at), ResolvedEvent ?? "", ResolvedBy)
    {
        How = Enum.TryParse<DriftEndKind>(ResolvedHow, ignoreCase: true, out var how) ? how : DriftEndKind.Reverted,
        Serial = ResolvedSerial,
        Successor = Successor,
    };
}
