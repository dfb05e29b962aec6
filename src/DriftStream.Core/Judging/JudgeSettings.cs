using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Judging.Severities;

namespace DriftStream.Core.Judging;

/// <summary>What the user decides about judging.</summary>
public sealed record JudgeSettings
{
    /// <summary>Patterns of principals that run Terraform (<c>*</c> matches anything, case counts); empty: any principal may.</summary>
    public IReadOnlyList<string> Runners { get; init; } = [];

    /// <summary>The names of the ignore rules that are built in.</summary>
    public static IReadOnlyList<string> BuiltInRules => Judging.BuiltInRules.Names;

    /// <summary>The names of the built-in ignore rules that do not apply; empty: all apply.</summary>
    public IReadOnlySet<string> SwitchedOffRules { get; init; } = new HashSet<string>();

    /// <summary>The user's own ignore rules.</summary>
    public IgnoreRules Ignore { get; init; } = IgnoreRules.None;

    /// <summary>The accounts whose events are judged; empty: any.</summary>
    public IReadOnlySet<string> Accounts { get; init; } = new HashSet<string>();

    /// <summary>What the user thinks of effects; the first rule that fits an effect and its place counts, and without one the table's severity.</summary>
    public IReadOnlyList<SeverityRule> Severities { get; init; } = [];
}
