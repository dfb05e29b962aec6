using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger;

/// <summary>Turns a judged event into the rows it leaves. Reads nothing but what it is given.</summary>
internal sealed class EntryComposer(JudgeEvent judge, RouteAlert route, HoldBook holds, TimeProvider clock, WatchJudged? watch = null, OwnerOf? owner = null)
{
    /// <summary>What a group of events teaches about sessions.</summary>
    public LearntSessions Learn(IEnumerable<CloudTrailEvent> events, SessionBook known) => LearntSessions.From(events, known, clock.GetUtcNow());

    /// <summary>Judges the event.</summary>
    public Judgement Judge(CloudTrailEvent change, DeviationBook before, SessionBook sessions) => judge(change, before, sessions);

    /// <summary>Makes what is written of a judged event wherever it stands among others. Looks at nothing but the event, so many can be packed at the same time.</summary>
    /// <param name="change">The event.</param>
    /// <param name="judgement">What was found.</param>
    /// <param name="origin">The file it was read from; null where it came by itself.</param>
    public PackedEvent Pack(CloudTrailEvent change, Judgement judgement, EventOrigin? origin = null)
    {
        List<string> findings = [.. judgement.Findings.Where(IsKept).Select(FindingJson.ToJson)];
        var evidence = EventEvidence.Of(change, judgement, owner, origin).ToJson();
        if (findings.Count == 0 && judgement.Findings.All(f => f.Resource is null))
        {
            return new(null, IsMasked: false, evidence, findings);
        }

        var kept = RecordMask.Apply(change.Record, judgement.Findings);
        return new(RecordArchive.Pack(kept.Bytes.Span), kept.IsMasked, evidence, findings);
    }

    /// <summary>Makes the rows of a judged event.</summary>
    /// <param name="change">The event.</param>
    /// <param name="before">The deviations before it.</param>
    /// <param name="judgement">What it does to them.</param>
    /// <param name="packed">What was made of it ahead.</param>
    /// <param name="lastNumber">The number of the last finding recorded.</param>
    /// <param name="findDrift">Finds a drift by its id.</param>
    public LedgerEntry Compose(
        CloudTrailEvent change, DeviationBook before, Judgement judgement, PackedEvent packed, long lastNumber, Func<string, DriftRecord?> findDrift)
    {
        var now = clock.GetUtcNow();
        var drifts = new DriftLives(judgement, change, findDrift).After(before);
        var findings = Number(judgement, packed, lastNumber, now, id => drifts.FirstOrDefault(d => d.Id == id) ?? findDrift(id));
        return new(
            EventRowOf(change, judgement, packed, now),
            findings,
            drifts,
            judgement.Changed,
            AlertsOf(judgement, findings, drifts, findDrift, now),
            judgement)
        {
            Holds = holds.RowsOf(change, judgement, now),
        };
    }

    /// <summary>Shows a recorded event to whoever watches.</summary>
    public void Show(LedgerTurn turn, CloudTrailEvent change, Judgement judgement) => watch?.Invoke(turn, change, judgement);

    private static List<FindingRow> Number(Judgement judgement, PackedEvent packed, long lastNumber, DateTimeOffset now, Func<string, DriftRecord?> drift) =>
        [.. judgement.Findings
            .Where(IsKept)
            .Select((finding, i) => new FindingRow(
                new(lastNumber + 1 + i, now, finding, judgement.IsLate(finding)),
                DriftLives.LineageOf(judgement, finding),
                packed.Findings[i])
            {
                DriftOpened = finding.Drift is { } id ? drift(id)?.OpenedAt : null,
            })];

    // What an ignore rule swallowed and what DriftStream does not know must be visible later; the rest is only counted.
    private static bool IsKept(Finding finding) => finding.Verdict.IsShown() || finding.Verdict is Verdict.Ignored or Verdict.Unknown;

    private static EventRow EventRowOf(CloudTrailEvent change, Judgement judgement, PackedEvent packed, DateTimeOffset now) => new(
        change.Id,
        change.Account ?? "",
        now.ToUnixTimeMilliseconds(),
        change.Time.ToUnixTimeMilliseconds(),
        change.Name,
        string.Join(',', judgement.Findings.Select(f => f.Verdict.Word()).Distinct()),
        judgement.Findings.Count(f => f.Verdict.IsShown()),
        packed.Record,
        packed.IsMasked ? 1 : 0)
    {
        Unchecked = judgement.Unchecked ? 1 : 0,
        Actor = judgement.Findings[0].Actor.Name,
        Evidence = packed.Evidence,
    };

    private List<AlertRow> AlertsOf(
        Judgement judgement, List<FindingRow> findings, IReadOnlyList<DriftRecord> drifts, Func<string, DriftRecord?> before, DateTimeOffset now)
    {
        var alerts = new List<AlertRow>();
        for (var i = 0; i < findings.Count; i++)
        {
            var recorded = findings[i].Recorded;
            if (recorded.Late || !recorded.Finding.Verdict.IsShown() || judgement.IsRepeat(recorded.Finding) || IsIgnored(recorded.Finding, before, now))
            {
                continue;
            }

            var finding = recorded.Finding;
            var occasion = new AlertOccasion(
                StableId.From("A-", finding.Event.Id, finding.Event.Account ?? "", $"{i}"),
                finding,
                drifts.FirstOrDefault(d => d.Id == finding.Drift),
                DriftLives.OpenIn(judgement, finding.Drift));
            alerts.AddRange(AlertRow.Of(occasion, recorded.Number, recorded.Number, now, route(occasion)));
        }

        return alerts;
    }

    // Somebody ignored it as it was: worse than that is news.
    private static bool IsIgnored(Finding finding, Func<string, DriftRecord?> before, DateTimeOffset now) =>
        finding is { Drift: { } id, Verdict: not Verdict.Reverted }
        && before(id) is { Decision: "ignore" } drift
        && (drift.DecisionUntil is not { } end || now < end)
        && finding.Severity <= ContractWordReader.Severity(drift.Severity);
}

/// <summary>What is written of a judged event wherever it stands among others.</summary>
/// <param name="Record">Its record, packed; null where it is only counted.</param>
/// <param name="IsMasked">Whether something in the record was hidden.</param>
/// <param name="Evidence">JSON of what its verdicts rest on.</param>
/// <param name="Findings">JSON of each finding that is kept.</param>
internal sealed record PackedEvent(byte[]? Record, bool IsMasked, string Evidence, IReadOnlyList<string> Findings);
