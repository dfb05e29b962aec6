using DriftStream.Core.CloudTrail;

namespace DriftStream.Ledger.Integrity;

/// <summary>Which team somebody belongs to; null where nobody says.</summary>
/// <param name="actor">Who it was.</param>
/// <param name="owner">Whom the resource's owner tag names; null for nobody.</param>
internal delegate string? TeamOf(Actor actor, string? owner);
