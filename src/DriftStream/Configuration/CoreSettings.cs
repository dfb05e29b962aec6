using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Severities;

namespace DriftStream.Configuration;

/// <summary>What the user decided about judging, for every verb alike.</summary>
internal sealed record CoreSettings
{
    /// <summary>The states that say what should be.</summary>
    public IReadOnlyList<StateEntry> States { get; init; } = [];

    /// <summary>Patterns of principals that run Terraform; empty: any principal may.</summary>
    public IReadOnlyList<string> Runners { get; init; } = [];

    /// <summary>The accounts whose events are judged; empty: any.</summary>
    public IReadOnlyList<AccountName> Accounts { get; init; } = [];

    /// <summary>Built-in ignore rules that do not apply, by name.</summary>
    public IReadOnlyList<string> SwitchedOffRules { get; init; } = [];

    /// <summary>Severities that differ from the table's, the first that fits counts.</summary>
    public IReadOnlyList<SeverityRule> Severities { get; init; } = [];

    /// <summary>The file with the user's ignore rules, below the working folder; null for the one that may lie beside the configuration.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>Who belongs to which team.</summary>
    public TeamBook Teams { get; init; } = TeamBook.Empty;

    /// <summary>What people call the accounts, by id; those without a name are not in it.</summary>
    public IReadOnlyDictionary<string, string> AccountNames => Accounts.Where(a => a.Name is not null).ToDictionary(a => a.Id, a => a.Name!);

    /// <summary>What the judge needs of it.</summary>
    public JudgeSettings ForJudge() => new()
    {
        Runners = Runners,
        Accounts = Accounts.Select(a => a.Id).ToHashSet(),
        SwitchedOffRules = SwitchedOffRules.ToHashSet(),
        Severities = Severities,
    };
}
