using DriftStream.Ledger.Lives;

namespace DriftStream.Alerts.Interactions;

/// <summary>Carries out a decision; null where it was done (also where it had been before), else one sentence for whoever pressed.</summary>
internal delegate Task<string?> CarryOutDecision(DriftDecision decision, CancellationToken cancellation);
