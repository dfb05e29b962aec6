namespace DriftStream.Alerts.Lanes;

/// <summary>What every lane needs besides its sink.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Context">What alerts show.</param>
/// <param name="Clock">The time.</param>
/// <param name="Log">The log.</param>
/// <param name="Watch">Telemetry.</param>
/// <param name="Owner">What this process calls itself where several share a ledger.</param>
internal sealed record LaneParts(LaneLedger Ledger, AlertContext Context, TimeProvider Clock, LaneLog Log, AlertWatch Watch, string Owner);
