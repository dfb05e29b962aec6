using System.Data.Common;
using Dapper;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>What is asked of the ledger as a record of who did what. Reads only; works while another process writes.</summary>
internal sealed class AuditQueries(LedgerDatabase database)
{
    /// <summary>The last row of the audit chain.</summary>
    public AuditHead Head() => Ask(LedgerKnowledge.NewestLink);

    /// <summary>A page of findings, the last recorded first.</summary>
    public IReadOnlyList<AuditFinding> Newest(FindingFilter filter, int most) => Ask(connection =>
    {
        var (where, values) = filter.Where();
        values.Add("most", most);
        return connection.Query<Row>($"{Row.Select} where {where} order by f.id desc limit @most", values).Select(row => row.ToFinding()).ToList();
    });

    /// <summary>Gives every finding to a reader, in the order of event time, event id, state and address.</summary>
    public void ReadAll(FindingFilter filter, Action<AuditFinding> take) => Ask(connection =>
    {
        var (where, values) = filter.Where();
        var rows = connection.Query<Row>($"{Row.Select} where {where} order by f.time, f.id", values, buffered: false);
        foreach (var finding in InContractOrder(rows.Select(row => row.ToFinding())))
        {
            take(finding);
        }

        return true;
    });

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

    private T Ask<T>(Func<DbConnection, T> question) => database.Ask(question);

    private sealed class Row
    {
        public const string Select = "select f.id Number, f.json Json, d.status Status from finding f left join drift d on d.id = f.drift_id";

        public long Number { get; init; }

        public string Json { get; init; } = "";

        public string? Status { get; init; }

        public AuditFinding ToFinding() => new(Number, FindingReader.Read(Json), Json, Status == "open");
    }
}

/// <summary>A finding as the ledger holds it.</summary>
/// <param name="Number">Grows with every finding recorded.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Json">The finding as it was written.</param>
/// <param name="IsOpen">Whether its drift is open now.</param>
internal sealed record AuditFinding(long Number, Finding Finding, string Json, bool IsOpen);
