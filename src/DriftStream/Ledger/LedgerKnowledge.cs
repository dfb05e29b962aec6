using System.Data.Common;
using Dapper;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger;

/// <summary>What a writer knows of the ledger as of one turn, so that it need not ask for each event.</summary>
/// <param name="Turn">The last turn whose work is in it.</param>
/// <param name="Deviations">What the cloud is believed to hold.</param>
/// <param name="Sessions">The sessions that events opened.</param>
/// <param name="LastNumber">The number of the finding recorded last.</param>
internal sealed record LedgerKnowledge(long Turn, DeviationBook Deviations, SessionBook Sessions, long LastNumber)
{
    private const string NewestNumber = "select coalesce(max(id), 0) from finding";

    /// <summary>The last row of the audit chain.</summary>
    public AuditHead Head { get; init; } = AuditHead.None;

    /// <summary>Before anything was read.</summary>
    public static LedgerKnowledge Nothing { get; } = new(0, DeviationBook.Empty, SessionBook.Empty, 0);

    /// <summary>Everything the ledger holds.</summary>
    public static LedgerKnowledge Load(DbConnection connection)
    {
        // The turn first: what others add meanwhile is read once more in our own turn, and nothing is missed.
        var turn = connection.ExecuteScalar<long>("select turn from ledger_turn where id = 1");
        return new(turn, DeviationRows.Load(connection), SessionRows.Load(connection), connection.ExecuteScalar<long>(NewestNumber))
        {
            Head = NewestLink(connection),
        };
    }

    /// <summary>With what others wrote since. Only whoever has the turn may ask, as nothing changes meanwhile.</summary>
    public LedgerKnowledge At(long turn, DbConnection connection, DbTransaction transaction) => Turn == turn ? this : new(
        turn,
        DeviationRows.Renew(Deviations, Turn, connection, transaction),
        SessionRows.LoadSince(Turn, connection, transaction).Aggregate(Sessions, (book, session) => book.With(session)),
        connection.ExecuteScalar<long>(NewestNumber, transaction: transaction))
    {
        Head = Later(NewestLink(connection, transaction)),
    };

    /// <summary>The last row of the audit chain.</summary>
    public static AuditHead NewestLink(DbConnection connection, DbTransaction? transaction) =>
        connection.QueryFirstOrDefault<(long Number, string? Link)>("select number, link from audit order by number desc limit 1", transaction: transaction) is (var number, { } link)
            ? new(number, link)
            : AuditHead.None;

    /// <summary>The last row of the audit chain.</summary>
    public static AuditHead NewestLink(DbConnection connection) => NewestLink(connection, transaction: null);

    // Where rows have gone since, going on after the known one leaves a gap that verification finds.
    private AuditHead Later(AuditHead found) => found.Number < Head.Number ? Head : found;
}
