using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>What is asked of the ledger as a record of who did what. Reads only; works while another process writes, and never holds more than it gives away.</summary>
internal sealed class AuditQueries(LedgerDatabase database, TeamOf? teams = null)
{
    private readonly TeamOf _teams = teams ?? ((_, owner) => owner);

    /// <summary>The last row of the audit chain.</summary>
    public AuditHead Head() => database.Ask(LedgerKnowledge.NewestLink);

    /// <summary>A page of findings, the last recorded first.</summary>
    public IReadOnlyList<AuditFinding> Newest(FindingFilter filter, int most) => database.Ask(connection =>
        Findings(filter, AuditDetail.Finding, AuditOrder.NewestRecorded, connection).Take(most).ToList());

    /// <summary>The last finding in the order of events; null where nothing fits.</summary>
    public AuditFinding? Last(FindingFilter filter, AuditDetail detail) => database.Ask(connection =>
    {
        var newest = new List<AuditFinding>();
        foreach (var found in Findings(filter, detail, AuditOrder.LastHappened, connection).TakeWhile(found => newest.Count == 0 || found.Finding.Event.Time == newest[0].Finding.Event.Time))
        {
            newest.Add(found);
        }

        return Sorted(newest).LastOrDefault();
    });

    /// <summary>Gives every finding to a reader, in the order of event time, event id, state and address.</summary>
    public void ReadAll(FindingFilter filter, Action<AuditFinding> take, AuditDetail detail = AuditDetail.Finding) => database.Ask(connection =>
    {
        foreach (var finding in InContractOrder(Findings(filter, detail, AuditOrder.FirstHappened, connection)))
        {
            take(finding);
        }

        return true;
    });

    /// <summary>Gives everything that was judged to a reader, in the same order: findings, and what was no difference.</summary>
    public void ReadEverything(FindingFilter filter, Action<AuditFinding> take) => database.Ask(connection =>
    {
        foreach (var found in InContractOrder(new JudgedEvents(connection, _teams).Read(filter).Where(filter.Fits)))
        {
            take(found);
        }

        return true;
    });

    private IEnumerable<AuditFinding> Findings(FindingFilter filter, AuditDetail detail, AuditOrder order, DbConnection connection) =>
        new FindingBatches(FindingConditions.Of(filter, connection), detail, order, connection).Read().Select(row => row.ToFinding(_teams)).Where(filter.Fits);

    // The databases compare texts each in its own way, so those of one moment are put in order here.
    private static IEnumerable<AuditFinding> InContractOrder(IEnumerable<AuditFinding> findings)
    {
        var moment = new List<AuditFinding>();
        foreach (var finding in findings)
        {
            if (moment.Count > 0 && moment[0].Finding.Event.Time != finding.Finding.Event.Time)
            {
                foreach (var sorted in Sorted(moment))
                {
                    yield return sorted;
                }

                moment.Clear();
            }

            moment.Add(finding);
        }

        foreach (var sorted in Sorted(moment))
        {
            yield return sorted;
        }
    }

    private static List<AuditFinding> Sorted(List<AuditFinding> moment) =>
    [
        .. moment
            .OrderBy(f => f.Finding.Event.Id, StringComparer.Ordinal)
            .ThenBy(f => f.Finding.Resource?.State, StringComparer.Ordinal)
            .ThenBy(f => f.Finding.Resource?.Address, StringComparer.Ordinal),
    ];
}

/// <summary>How much of a finding is read.</summary>
internal enum AuditDetail
{
    /// <summary>The finding.</summary>
    Finding,

    /// <summary>What proves it, too.</summary>
    Proof,
}
