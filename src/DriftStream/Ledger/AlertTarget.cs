namespace DriftStream.Ledger;

/// <summary>Where an occasion is told.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Channel">The sink's channel; empty for its only one.</param>
/// <param name="Mention">Whom the message calls; null for nobody.</param>
/// <param name="HoldUntil">When quiet hours end; null: it is told at once.</param>
internal sealed record AlertTarget(string Sink, string Channel, string? Mention = null, DateTimeOffset? HoldUntil = null);

/// <summary>Says where an occasion is told; empty where nobody is to be told. Runs inside the ledger's transaction: quick, and without I/O.</summary>
internal delegate IReadOnlyList<AlertTarget> RouteAlert(AlertOccasion occasion);
