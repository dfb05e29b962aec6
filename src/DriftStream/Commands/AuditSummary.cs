using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>Counts who did how much, and what of it is open now.</summary>
internal sealed class AuditSummary
{
    private const int MostNamed = 20;
    private readonly Dictionary<string, ActorTally> _actors = [];
    private readonly HashSet<string> _open = [];
    private int _count;

    public void Count(AuditFinding found)
    {
        _count++;
        var name = found.Finding.Actor.Name ?? "(no name)";
        var tally = _actors.TryGetValue(name, out var known) ? known : _actors[name] = new(name);
        tally.Add(found);
        if (found is { IsOpen: true, Finding.Drift: { } drift })
        {
            _open.Add(drift);
        }
    }

    public IEnumerable<string> Lines()
    {
        if (_count == 0)
        {
            return ["Nothing that the ledger holds fits."];
        }

        var ranked = _actors.Values.OrderByDescending(tally => tally.Findings).ThenBy(tally => tally.Name, StringComparer.Ordinal).ToList();
        return
        [
            $"{ReplaySummary.Count(_count, "finding")} by {ReplaySummary.Count(ranked.Count, "actor")}; open now: {ReplaySummary.Count(_open.Count, "drift")}.",
            .. ranked.Take(MostNamed).Select(tally => $"  {tally}"),
            .. ranked.Count > MostNamed ? [$"  and {ReplaySummary.Count(ranked.Count - MostNamed, "other actor")}"] : (IEnumerable<string>)[],
        ];
    }

    private sealed class ActorTally(string name)
    {
        private readonly SortedDictionary<Verdict, int> _verdicts = [];
        private readonly HashSet<string> _open = [];

        public string Name => name;

        public int Findings => _verdicts.Values.Sum();

        public void Add(AuditFinding found)
        {
            _verdicts[found.Finding.Verdict] = _verdicts.GetValueOrDefault(found.Finding.Verdict) + 1;
            if (found is { IsOpen: true, Finding.Drift: { } drift })
            {
                _open.Add(drift);
            }
        }

        public override string ToString() =>
            $"{name}: {Findings:N0} ({string.Join(", ", _verdicts.Select(pair => $"{pair.Key.Word()} {pair.Value:N0}"))}){(_open.Count > 0 ? $", {_open.Count:N0} open now" : "")}";
    }
}
