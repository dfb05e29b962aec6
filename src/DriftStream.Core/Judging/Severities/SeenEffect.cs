namespace DriftStream.Core.Judging.Severities;

/// <summary>An effect that a change has.</summary>
/// <param name="Effect">Which.</param>
/// <param name="Where">What shows it: an attribute, a type, or ports and who is let in. Never a secret.</param>
internal sealed record SeenEffect(SeverityEffect Effect, string Where);
