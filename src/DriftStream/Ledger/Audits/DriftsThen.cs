using System.Data.Common;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Audits;

/// <summary>Which drifts were open at some moment, by the time of events and not by the time at which they came.</summary>
internal sealed class DriftsThen(LedgerDatabase database, TeamOf teams)
{
    /// <summary>Gives them to a reader, by the time at which they were opened.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="filter">Which of them, by the finding that opened each.</param>
    /// <param name="take">The reader.</param>
    public void Read(DateTimeOffset moment, FindingFilter filter, Action<OpenThen> take) => database.Ask(connection =>
    {
        var late = Late(moment, filter, connection).ToList();
        var next = 0;
        foreach (var open in Openers(moment, filter, connection).Select(opener => Then(opener, moment, connection)).OfType<OpenThen>())
        {
            for (; next < late.Count && late[next].Opened.Finding.Event.Time <= open.Opened.Finding.Event.Time; next++)
            {
                take(late[next]);
            }

            take(open);
        }

        late.Skip(next).ToList().ForEach(take);
        return true;
    });

    private IEnumerable<AuditFinding> Openers(DateTimeOffset moment, FindingFilter filter, DbConnection connection)
    {
        var conditions = FindingConditions.Of(filter, connection);
        conditions.Add("f.event_id = d.opened_event and f.late = 0 and d.opened_at <= @moment and (d.resolved_at is null or d.resolved_at > @moment)", "moment", moment.ToUnixTimeMilliseconds());
        return new FindingBatches(conditions, AuditDetail.Proof, AuditOrder.FirstHappened, connection).Read().Select(row => row.ToFinding(teams)).Where(filter.Fits);
    }

    private static OpenThen? Then(AuditFinding opener, DateTimeOffset moment, DbConnection connection)
    {
        var values = new { drift = opener.Finding.Drift, moment = moment.ToUnixTimeMilliseconds() };
        var drift = connection.QueryFirstOrDefault<DriftRow>($"select {DriftRow.Columns} from drift where id = @drift", values)?.ToRecord();
        var findings = connection.Query<string>($"select json from finding where {DriftRow.Has("@drift")} and late = 0 and time <= @moment order by time, event_id, id", values)
            .Select(FindingReader.Read).Where(f => f.Verdict.IsShown()).ToList();
        var then = new DifferencesThen();
        findings.ForEach(then.Take);
        // It was brought back once and opened again after the moment.
        return findings.Count == 0 || (findings[^1].Verdict == Verdict.Reverted && then.Open.Count == 0 && drift?.End is null)
            ? null
            : new(opener, findings[^1], then.Open, drift);
    }

    // What came late opened nothing. It differed all the same until the newer event decided it, where the findings tell of that one.
    private IEnumerable<OpenThen> Late(DateTimeOffset moment, FindingFilter filter, DbConnection connection)
    {
        var conditions = FindingConditions.Of(filter, connection);
        conditions.Add("f.late = 1 and f.verdict <> 'reverted' and f.time <= @moment", "moment", moment.ToUnixTimeMilliseconds());
        foreach (var found in new FindingBatches(conditions, AuditDetail.Proof, AuditOrder.FirstHappened, connection).Read().Select(row => row.ToFinding(teams)).Where(filter.Fits))
        {
            var paths = found.Finding.Changes.Select(change => change.Path).ToHashSet();
            var after = connection.Query<string>(
                "select json from finding where lower(address) = lower(@address) and address = @address and state = @state and late = 0 and time >= @time order by time, event_id, id",
                new { address = found.Finding.Resource?.Address, state = found.Finding.Resource?.State, time = found.Finding.Event.Time.ToUnixTimeMilliseconds() })
                .Select(FindingReader.Read)
                .FirstOrDefault(f => f.Event.Id != found.Finding.Event.Id && f.Changes.Any(change => paths.Contains(change.Path)));
            if (after is not null && after.Event.Time > moment)
            {
                yield return new(found, found.Finding, found.Finding.Changes, null);
            }
        }
    }
}
