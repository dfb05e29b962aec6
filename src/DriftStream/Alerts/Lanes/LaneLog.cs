using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>What the log says about the sending of alerts.</summary>
internal sealed partial class LaneLog(ILogger<LaneLog> logger)
{
    [LoggerMessage(1301, LogLevel.Information, "Alert {AlertId} for drift {Drift} was sent to {Lane} at attempt {Attempt}")]
    public partial void Sent(string alertId, string? drift, AlertLane lane, long attempt);

    public void SlowedDown(AlertLane lane, string reason, TimeSpan wait) => SlowedDown(lane, reason, Seconds(wait));

    public void Postponed(string alertId, string? subject, AlertLane lane, string reason, TimeSpan wait) => Postponed(alertId, subject, lane, reason, Seconds(wait));

    [LoggerMessage(1304, LogLevel.Error, "Alert {AlertId} for {Subject} was refused by {Lane} ({Reason}); it is kept as undeliverable")]
    public partial void Refused(string alertId, string? subject, AlertLane lane, string reason);

    [LoggerMessage(1305, LogLevel.Error, "Alerts for {Lane} could not be worked on; they are tried again: {Reason}")]
    public partial void Stumbled(string lane, string reason, Exception failure);

    [LoggerMessage(1306, LogLevel.Information, "Digest {Digest} with {Count} changes was sent to {Lane}")]
    public partial void DigestSent(string digest, long count, AlertLane lane);

    [LoggerMessage(1307, LogLevel.Warning, "No sink is configured: drifts are kept in the ledger and nobody is told")]
    public partial void NotConfigured();

    [LoggerMessage(1308, LogLevel.Warning, "{Count} alerts for {Lane} are set aside, as that sink is not configured any more")]
    public partial void SetAside(int count, AlertLane lane);

    private static double Seconds(TimeSpan wait) => Math.Round(wait.TotalSeconds, 1);

    [LoggerMessage(1302, LogLevel.Warning, "{Lane} asks to slow down ({Reason}); its alerts wait {Wait} s")]
    private partial void SlowedDown(AlertLane lane, string reason, double wait);

    [LoggerMessage(1303, LogLevel.Warning, "Alert {AlertId} for {Subject} was not sent to {Lane} ({Reason}); it is tried again in {Wait} s")]
    private partial void Postponed(string alertId, string? subject, AlertLane lane, string reason, double wait);
}
