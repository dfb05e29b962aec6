namespace DriftStream.Core.Judging.Severities;

/// <summary>One kind of harm that a change can do, with the severity it has unless the user says otherwise.</summary>
/// <param name="Name">What it is called in configuration and explanations, e.g. <c>admin-port-open</c>.</param>
/// <param name="Severity">Its severity by default.</param>
/// <param name="Sentence">What it means, for people.</param>
public sealed record SeverityEffect(string Name, Severity Severity, string Sentence);
