using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Lives;

/// <summary>A row of <c>hold</c>, as SQL knows it.</summary>
internal sealed record HoldRow
{
    /// <summary>The columns in the order that the statements use.</summary>
    public const string Columns =
        "event_id EventId, account Account, number Number, state State, lineage Lineage, address Address, type Type, resource_id ResourceId, finding Finding, " +
        "called_at CalledAt, held_at HeldAt, deadline Deadline, settled_at SettledAt, outcome Outcome";

    public string EventId { get; init; } = "";

    public string Account { get; init; } = "";

    public long Number { get; init; }

    public string? State { get; init; }

    public string? Lineage { get; init; }

    public string? Address { get; init; }

    public string Type { get; init; } = "";

    public string? ResourceId { get; init; }

    public string? Finding { get; init; }

    public long CalledAt { get; init; }

    public long HeldAt { get; init; }

    public long Deadline { get; init; }

    public long? SettledAt { get; init; }

    public string? Outcome { get; init; }

    /// <summary>How the hold stands, in one sentence.</summary>
    public string Sentence => $"It was held as Terraform's own{(Address is null ? "" : $" on {Address}")} since {Shown(HeldAt)}" + Outcome switch
    {
        null => $", and waits for its state until {Shown(Deadline)}.",
        "confirmed" => $"; its state confirmed it on {Shown(SettledAt ?? 0)}.",
        "finding" => $"; until {Shown(SettledAt ?? 0)} no state said so, so it was told.",
        _ => $"; on {Shown(SettledAt ?? 0)} nothing was left that a state could confirm.",
    };

    /// <summary>The call as the judge gave it.</summary>
    public HeldCall ToCall() => new(
        Address is null ? null : new DriftAddress(State!, Lineage!, Address),
        Type,
        ResourceId,
        Finding is null ? null : FindingReader.Read(Finding));

    private static string Shown(long time) => $"{DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
