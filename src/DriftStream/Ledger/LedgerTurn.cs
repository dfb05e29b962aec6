using System.Data.Common;
using Dapper;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger;

/// <summary>
/// The time in which one writer has the ledger for itself: what it reads nobody else changes, and what it writes is committed as a whole or not at all.
/// A writer of another process waits, and then first reads what this one wrote.
/// </summary>
internal sealed class LedgerTurn : IDisposable
{
    private const string Mark = "work";
    private readonly DbConnection _connection;
    private readonly long _number;
    private readonly LedgerRows _rows;
    private readonly List<LedgerEntry> _written = [];
    private LedgerKnowledge _known;
    private readonly AuditChain? _chain;
    private DeviationBook _stored;
    private (LedgerKnowledge Known, int Written, AuditHead Head) _marked;

    private LedgerTurn(LedgerDatabase database, DbConnection connection, DbTransaction transaction, long number, LedgerKnowledge known)
    {
        (_connection, Transaction, _number, _known, _stored) = (connection, transaction, number, known, known.Deviations);
        _chain = database.ChainAfter(known.Head);
        _rows = new(database, connection, transaction, _chain);
    }

    /// <summary>What the cloud is believed to hold, as this turn left it so far.</summary>
    public DeviationBook Deviations => _known.Deviations;

    /// <summary>The sessions that are known.</summary>
    public SessionBook Sessions => _known.Sessions;

    /// <summary>The number of the last finding, those of this turn included; the next one has one more.</summary>
    public long LastNumber => _known.LastNumber;

    /// <summary>The connection, for rows of one's own; never closed or kept. What the turn wrote so far is in the database then.</summary>
    public DbConnection Connection
    {
        get
        {
            Flush();
            return _connection;
        }
    }

    /// <summary>The turn's transaction, for rows of one's own; never committed or rolled back.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>The last row of the audit chain, those of this turn included.</summary>
    internal AuditHead Head => _chain?.Head ?? AuditHead.None;

    /// <summary>What was written so far, in order.</summary>
    internal IReadOnlyList<LedgerEntry> Written => _written;

    /// <summary>Waits for the turn, and reads what others wrote since the last one.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="connection">The writer's own connection.</param>
    /// <param name="known">What the writer knows.</param>
    /// <param name="expected">What it will be asked about in the turn; nothing: only for what is asked then.</param>
    public static LedgerTurn Begin(LedgerDatabase database, DbConnection connection, LedgerKnowledge known, TurnQuestions? expected = null)
    {
        var transaction = database.Begin(connection);
        try
        {
            // Locks the row until the commit: whoever comes now waits here. What is expected is asked along with it, after it, so that a server is waited for once.
            var asked = expected ?? TurnQuestions.None;
            using var answers = connection.QueryMultiple(
                $"update ledger_turn set turn = turn + 1 where id = 1 returning turn; {LedgerRows.WhichEvents(database)}; {LedgerRows.WhichDrifts(database)}", asked.Values, transaction);
            var number = answers.ReadSingle<long>();
            var (events, drifts) = (answers.Read<(string, string)>(), answers.Read<DriftRow>());
            var turn = new LedgerTurn(database, connection, transaction, number, known.At(number - 1, connection, transaction));
            turn._rows.Know(asked, events, drifts);
            return turn;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Whether the event was judged before, earlier in this turn included.</summary>
    public bool Holds(string eventId, string account) => _rows.Holds(eventId, account);

    /// <summary>The drift with this id, as this turn left it so far.</summary>
    public DriftRecord? FindDrift(string id) => _rows.FindDrift(id);

    /// <summary>The open drifts of an address, as this turn left them so far, the oldest first.</summary>
    public IReadOnlyList<DriftRecord> OpenDrifts(DriftAddress address)
    {
        Flush();
        return _rows.OpenDrifts(address);
    }

    /// <summary>Writes an entry: of a judged event, or of work without one. Its findings must be numbered on from <see cref="LastNumber"/>.</summary>
    public void Write(LedgerEntry entry)
    {
        _rows.Write(entry);
        _written.Add(entry);
        _known = _known with { Deviations = entry.Judgement.Deviations, LastNumber = LastNumber + entry.Findings.Count };
    }

    /// <summary>Adds a row to the audit chain, for what is no entry; without a key there is no chain, and nothing is added.</summary>
    /// <param name="kind">What it stands for.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">JSON that says the rest.</param>
    public void Note(string kind, string subject, string body) => _chain?.Note(kind, subject, body);

    /// <summary>Writes what was learnt about sessions.</summary>
    internal void Write(LearntSessions learnt)
    {
        if (learnt.New.Count > 0)
        {
            _rows.Write(learnt, _number);
        }

        _known = _known with { Sessions = learnt.Book };
    }

    /// <summary>Asks at once for drifts, for <see cref="FindDrift"/>.</summary>
    internal void Expect(IEnumerable<string> drifts) => _rows.Ask(drifts);

    /// <summary>Remembers this point of the turn, for <see cref="Undo"/>.</summary>
    internal void Keep()
    {
        Flush();
        Transaction.Save(Mark);
        _marked = (_known, _written.Count, Head);
    }

    /// <summary>The point is not needed any more.</summary>
    internal void Forget()
    {
        Flush();
        Transaction.Release(Mark);
    }

    /// <summary>Takes back what was done since <see cref="Keep"/>.</summary>
    internal void Undo()
    {
        _rows.Drop();
        Transaction.Rollback(Mark);
        (_known, _stored) = (_marked.Known, _marked.Known.Deviations);
        _written.RemoveRange(_marked.Written, _written.Count - _marked.Written);
        _chain?.Undo(_marked.Head);
    }

    /// <summary>Makes all of it durable and ends the turn.</summary>
    /// <returns>What the writer knows now.</returns>
    internal LedgerKnowledge Commit()
    {
        Flush();
        Transaction.Commit();
        return _known with { Turn = _number, Head = Head };
    }

    /// <inheritdoc/>
    public void Dispose() => Transaction.Dispose();

    private void Flush()
    {
        _rows.Flush(_stored, _known.Deviations, _number);
        _stored = _known.Deviations;
    }
}
