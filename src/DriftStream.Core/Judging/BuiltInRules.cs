using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Judging;

/// <summary>The ignore rules that are built in; each can be switched off by its name.</summary>
internal static class BuiltInRules
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [AwsScaling.Name, ServiceChildren.Name];

    /// <summary>The name of the rule that ignores what happened to a managed address; null for none.</summary>
    public static string? ForAddress(CloudTrailEvent change, AddressOutcome outcome, Func<Severity> severity, JudgeSettings settings) => outcome.Verdict switch
    {
        Verdict.Drift when AwsScaling.Covers(change, outcome.Changes) => Active(AwsScaling.Name, settings),
        Verdict.Attached when severity() is var worst && outcome.Changes.All(c => ServiceChildren.Covers(change, c.Path, static () => null, attribute => c.After[attribute].Text, worst)) => Active(ServiceChildren.Name, settings),
        _ => null,
    };

    /// <summary>The name of the rule that ignores a creation; null for none.</summary>
    public static string? ForCreation(CloudTrailEvent change, Target created, Severity severity, JudgeSettings settings) =>
        (AwsScaling.Launches(change, created.Type!) ? Active(AwsScaling.Name, settings) : null)
        ?? (ServiceChildren.Covers(change, created.Type!, () => created.Id, created.Known, severity) ? Active(ServiceChildren.Name, settings) : null);

    private static string? Active(string name, JudgeSettings settings) => settings.SwitchedOffRules.Contains(name) ? null : name;
}
