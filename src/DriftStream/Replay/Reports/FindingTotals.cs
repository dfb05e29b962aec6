using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>All findings of a replay, counted in every way that a summary tells. Takes bounded memory, however many there are.</summary>
internal sealed class FindingTotals(ShownZone zone)
{
    private const int DriftsWithSeverity = 50_000;
    private readonly long[] _tones = new long[Tone.All.Count];
    private readonly Dictionary<string, Severity> _severities = new(StringComparer.Ordinal);

    /// <summary>How times are shown.</summary>
    public ShownZone Zone => zone;

    /// <summary>How many findings there are.</summary>
    public long Count => _tones.Sum();

    /// <summary>When the first one happened; null where there is none.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>When the last one happened; null where there is none.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Who.</summary>
    public CappedTallies Actors { get; } = new();

    /// <summary>Which calls.</summary>
    public CappedTallies Events { get; } = new();

    /// <summary>In which accounts.</summary>
    public CappedTallies Accounts { get; } = new();

    /// <summary>In which regions.</summary>
    public CappedTallies Regions { get; } = new();

    /// <summary>In which states.</summary>
    public CappedTallies States { get; } = new();

    /// <summary>At which addresses, as <see cref="PlaceOf"/> names them.</summary>
    public CappedTallies Addresses { get; } = new();

    /// <summary>When.</summary>
    public Timeline Timeline { get; } = new(zone.Zone);

    /// <summary>How many findings have a tone.</summary>
    public long Of(string tone) => _tones[Tone.Place(tone)];

    /// <summary>Counts one finding; what is no finding by default is not counted.</summary>
    public void Add(Finding finding)
    {
        if (!finding.Verdict.IsShown())
        {
            return;
        }

        var time = finding.Event.Time;
        (First, Last) = (First < time ? First : time, Last > time ? Last : time);
        _tones[Tone.Place(Tone.Of(finding))]++;
        Actors.Add(finding.Actor.Name ?? FindingSentence.Somebody, finding.Verdict);
        Events.Add(finding.Event.Name, finding.Verdict);
        Accounts.Add(finding.Event.Account, finding.Verdict);
        Regions.Add(finding.Event.Region, finding.Verdict);
        States.Add(finding.Resource?.State, finding.Verdict);
        Addresses.Add(finding.Resource is { Address: { } address, State: { } state } ? PlaceOf(address, state) : null, finding.Verdict);
        Timeline.Add(finding);
        Remember(finding);
    }

    /// <summary>The severity of a drift; null where it was beyond those that are remembered.</summary>
    public Severity? SeverityOf(string drift) => _severities.TryGetValue(drift, out var severity) ? severity : null;

    /// <summary>How an address is named where several states are looked at.</summary>
    public static string PlaceOf(string address, string state) => $"{address} in {state}";

    // The worst that was said of it, as in the ledger.
    private void Remember(Finding finding)
    {
        if (finding is not { Drift: { } drift, Verdict: not Verdict.Reverted })
        {
            return;
        }

        if (_severities.TryGetValue(drift, out var known))
        {
            _severities[drift] = known > finding.Severity ? known : finding.Severity;
        }
        else if (_severities.Count < DriftsWithSeverity)
        {
            _severities[drift] = finding.Severity;
        }
    }
}
