namespace DriftStream.Ledger;

/// <summary>A row of <c>alert</c>: one occasion, told at one place.</summary>
internal sealed record AlertRow
{
    /// <summary>Columns and properties.</summary>
    public const string Columns =
        "id Id, sink Sink, channel Channel, finding_id FindingId, drift_id DriftId, drift_opened DriftOpened, kind Kind, severity Severity, actor Actor, mention Mention, note Note, " +
        "still_open StillOpen, position Position, created_at CreatedAt, hold_until HoldUntil, next_at NextAt";

    /// <summary>The alert's id, <c>A-</c> and ten characters.</summary>
    public required string Id { get; init; }

    /// <summary>The sink's name.</summary>
    public required string Sink { get; init; }

    /// <summary>The sink's channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The number of the finding; null: the drift's last one.</summary>
    public long? FindingId { get; init; }

    /// <summary>The drift.</summary>
    public string? DriftId { get; init; }

    /// <summary>When that was opened; 0 where the ledger holds no such drift.</summary>
    public long DriftOpened { get; init; }

    /// <summary>Why it is told, in the ledger's word.</summary>
    public required string Kind { get; init; }

    /// <summary>How bad it is, from 0 to 4.</summary>
    public long Severity { get; init; }

    /// <summary>Who caused it.</summary>
    public string Actor { get; init; } = "";

    /// <summary>Whom the message calls.</summary>
    public string? Mention { get; init; }

    /// <summary>What the finding does not say.</summary>
    public string? Note { get; init; }

    /// <summary>How many differences of the drift are left.</summary>
    public long StillOpen { get; init; }

    /// <summary>Its place in the order of all: the number of the last finding.</summary>
    public long Position { get; init; }

    /// <summary>When it was recorded.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When the quiet hours end that it waits for; 0 for none.</summary>
    public long HoldUntil { get; init; }

    /// <summary>When it is tried first.</summary>
    public long NextAt => HoldUntil;

    /// <summary>The rows of an occasion, one for each place where it is told.</summary>
    /// <param name="occasion">What happened.</param>
    /// <param name="findingId">The number of its finding; null where it comes without one, and the drift's last one is meant.</param>
    /// <param name="position">The number of the finding recorded last.</param>
    /// <param name="now">The time.</param>
    /// <param name="targets">Where it is told.</param>
    public static IEnumerable<AlertRow> Of(
        AlertOccasion occasion, long? findingId, long position, DateTimeOffset now, IReadOnlyList<AlertTarget> targets) => targets.Select(target => new AlertRow
        {
            Id = occasion.AlertId,
            Sink = target.Sink,
            Channel = target.Channel,
            FindingId = findingId,
            DriftId = occasion.Finding.Drift,
            DriftOpened = occasion.Drift?.OpenedAt.ToUnixTimeMilliseconds() ?? 0,
            Kind = occasion.Kind.Word(),
            Severity = (long)occasion.Weight,
            Actor = occasion.Finding.Actor.Name ?? "",
            Mention = target.Mention,
            Note = occasion.Note,
            StillOpen = occasion.StillOpen,
            Position = position,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            HoldUntil = target.HoldUntil?.ToUnixTimeMilliseconds() ?? 0,
        });
}
