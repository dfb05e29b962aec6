using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Judging.Severities;

namespace DriftStream.Core.Judging;

/// <summary>What the user decides about judging.</summary>
public sealed record JudgeSettings
{
    /// <summary>Patterns of principals that run Terraform on any state (<c>*</c> matches anything, case counts); empty: the state's own, and where it has none, any principal may.</summary>
    public IReadOnlyList<string> Runners { get; init; } = [];

    /// <summary>Whether newer states will come.</summary>
    public JudgeMode Mode { get; init; }

    /// <summary>Who is known to have applied to which state when, by the state's name.</summary>
    public IReadOnlyDictionary<string, ApplyWindow> Windows { get; init; } = new Dictionary<string, ApplyWindow>();

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
