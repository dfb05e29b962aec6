using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Commands.Auditing;

/// <summary>Counts findings by actor, team or whatever else they share.</summary>
internal sealed class AuditCounts(string by)
{
    private static readonly Verdict[] Verdicts = [.. Enum.GetValues<Verdict>().Where(v => v.IsShown())];
    private readonly Dictionary<string, Tally> _groups = [];

    /// <summary>The columns of a row.</summary>
    public IReadOnlyList<string> Columns { get; } = [by, "findings", "critical", "high", .. Verdicts.Select(v => v.Word()), "open_now", "last"];

    /// <summary>Takes a finding.</summary>
    public void Take(AuditFinding found)
    {
        var group = AuditGroup.Of(by, found);
        (_groups.TryGetValue(group, out var tally) ? tally : _groups[group] = new()).Take(found);
    }

    /// <summary>A row for each group, the most findings first.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows() =>
        [.. _groups.OrderByDescending(group => group.Value.Count).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Value.Row(group.Key))];

    private sealed class Tally
    {
        private readonly Dictionary<Verdict, int> _verdicts = [];
        private readonly Dictionary<Severity, int> _severities = [];
        private readonly HashSet<string> _open = [];
        private DateTimeOffset _last;

        public int Count => _verdicts.Values.Sum();

        public void Take(AuditFinding found)
        {
            var finding = found.Finding;
            _last = finding.Event.Time;
            _verdicts[finding.Verdict] = _verdicts.GetValueOrDefault(finding.Verdict) + 1;
            _severities[finding.Severity] = _severities.GetValueOrDefault(finding.Severity) + 1;
            if (found.IsOpen && finding.Drift is { } drift)
            {
                _open.Add(drift);
            }
        }

        public IReadOnlyList<object?> Row(string group) =>
        [
            group,
            Count,
            _severities.GetValueOrDefault(Severity.Critical),
            _severities.GetValueOrDefault(Severity.High),
            .. Verdicts.Select(verdict => (object)_verdicts.GetValueOrDefault(verdict)),
            _open.Count,
            _last,
        ];
    }
}
