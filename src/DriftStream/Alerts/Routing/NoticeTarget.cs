using DriftStream.Alerts.Sinks;

namespace DriftStream.Alerts.Routing;

/// <summary>Where a word about DriftStream itself is told.</summary>
/// <param name="Sink">The sink.</param>
/// <param name="Channel">Its channel; empty for the only one.</param>
/// <param name="Mention">Whom to call by name; null for nobody.</param>
internal sealed record NoticeTarget(IAlertSink Sink, string Channel, string? Mention);
