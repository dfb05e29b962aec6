using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>What the lanes need of the ledger.</summary>
/// <param name="Queue">The alerts that wait.</param>
/// <param name="Digests">The digests that gather them.</param>
/// <param name="Stories">What they tell.</param>
internal sealed record LaneLedger(AlertQueue Queue, DigestQueue Digests, AlertStories Stories);
