namespace DriftStream.Alerts.Sinks;

/// <summary>Where a message stands at its service.</summary>
/// <param name="Channel">The channel's id, as the service named it.</param>
/// <param name="Reference">What the service calls the message.</param>
internal sealed record MessagePlace(string Channel, string Reference);
