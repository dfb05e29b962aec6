using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>Which findings are asked for; empty or null asks for any. In texts <c>*</c> stands for anything, and case does not count.</summary>
internal sealed record FindingFilter
{
    /// <summary>Names of actors.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Names of teams.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Terraform's addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Attributes; whatever is below one counts, too.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Terraform's types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Accounts, by id.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>States, by name.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Names of events.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Verdicts; empty: those that are shown by default.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>The least severity.</summary>
    public Severity Least { get; init; }

    /// <summary>One drift.</summary>
    public string? Drift { get; init; }

    /// <summary>The first moment of an event that counts.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first moment that no longer counts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only those recorded before the finding with this number.</summary>
    public long? Before { get; init; }

    /// <summary>The verdicts that count.</summary>
    public IReadOnlyList<Verdict> Counted => Verdicts.Count > 0 ? Verdicts : [.. Enum.GetValues<Verdict>().Where(v => v.IsShown())];

    /// <summary>Whether the finding is asked for. The databases are asked for no less; what they give too much ends here.</summary>
    public bool Fits(AuditFinding found)
    {
        var finding = found.Finding;
        return Counted.Contains(finding.Verdict)
            && finding.Severity >= Least
            && (Drift is null || finding.Drift == Drift)
            && (Since is null || finding.Event.Time >= Since)
            && (Until is null || finding.Event.Time < Until)
            && (Before is null || found.Number < Before)
            && TextPattern.Fits(Actors, finding.Actor.Name)
            && TextPattern.Fits(Teams, found.Team)
            && TextPattern.Fits(Accounts, finding.Event.Account)
            && TextPattern.Fits(Regions, finding.Event.Region)
            && TextPattern.Fits(Events, finding.Event.Name)
            && TextPattern.Fits(Addresses, finding.Resource?.Address)
            && TextPattern.Fits(Types, finding.Resource?.Type)
            && TextPattern.Fits(States, finding.Resource?.State)
            && (Attributes.Count == 0 || finding.Changes.Any(change => IsAsked(change.Path)));
    }

    private bool IsAsked(string path) => Attributes.Any(attribute =>
        TextPattern.Fits(attribute, path) || TextPattern.Fits(attribute + ".*", path) || TextPattern.Fits(attribute + "[*", path));
}
