using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay.Reports;

namespace DriftStream.Replay;

/// <summary>Which findings of a replay are asked for; without any wish those that are shown by default. What is found of one event does not depend on it: events that are not shown still decide about later ones.</summary>
internal sealed record AskedFindings
{
    /// <summary>Patterns of actors' names; empty: anybody.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Patterns of addresses; empty: any, and none.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Patterns of resource types; empty: any.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Patterns of event names; empty: any.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Verdicts; empty: those that are shown by default.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>The least severity.</summary>
    public Severity Least { get; init; } = Severity.Info;

    /// <summary>Whether a verdict is asked for that is not shown by default.</summary>
    public bool AsksForHidden => Verdicts.Any(verdict => !verdict.IsShown());

    /// <summary>Whether a finding is only asked for where a state holds its resource: of what was made outside of all states nothing is.</summary>
    public bool AsksForHeldOnly => Addresses.Count > 0 || (Verdicts.Count > 0 && !Verdicts.Contains(Verdict.Unmanaged));

    /// <summary>Whether a finding is asked for.</summary>
    public bool Has(Finding finding) =>
        finding.Severity >= Least
        && (Verdicts.Count == 0 || Verdicts.Contains(finding.Verdict))
        && TextPattern.Fits(Events, finding.Event.Name)
        && TextPattern.Fits(Actors, finding.Actor.Name)
        && TextPattern.Fits(Types, finding.Resource?.Type)
        && TextPattern.Fits(Addresses, finding.Resource?.Address);

    /// <summary>Whether a drift may have findings that are asked for, by where it is.</summary>
    public bool MayHave(OpenDrift drift) =>
        TextPattern.Fits(Addresses, drift.Address) && (Types.Count == 0 || drift.Address.Split('.').Any(part => TextPattern.Fits(Types, part)));
}
