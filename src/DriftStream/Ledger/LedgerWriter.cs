using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger;

/// <summary>The one writer of a process: judges events in turn and commits them in groups. A caller hears of its event only after the commit.</summary>
internal sealed partial class LedgerWriter(
    LedgerDatabase database, EntryComposer composer, FindingFeed feed, OutboxSignal outbox, ILogger<LedgerWriter> logger)
    : IHostedService, IDisposable
{
    // Full means that events come faster than the disk takes them: callers wait, and with them the queue's receivers.
    private readonly Channel<TurnItem> _waiting = Channel.CreateBounded<TurnItem>(1024);
    private readonly CommitNews _news = new(database, feed, outbox, logger);
    private volatile LedgerKnowledge _known = LedgerKnowledge.Nothing;
    private volatile string? _problem;
    private IDisposable? _occupied;
    private DbConnection? _connection;
    private Task _loop = Task.CompletedTask;

    /// <summary>What the cloud is believed to hold, as of this process's last commit.</summary>
    public DeviationBook Deviations => _known.Deviations;

    /// <summary>The sessions that events opened, as of this process's last commit.</summary>
    public SessionBook Sessions => _known.Sessions;

    private Foresight Known => _known is var known ? new(known.Deviations, known.Sessions) : default;

    /// <summary>Why nothing can be recorded, in one sentence; null where it can. After a failure it is tried anew, as the event that would show it may never come.</summary>
    public string? Problem => _problem = _problem is { } known ? database.StillWrong(known) : null;

    /// <summary>Judges and records one event; completes after the commit.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be recorded: do not acknowledge it.</exception>
    public Task<LedgerReceipt> RecordAsync(CloudTrailEvent change, CancellationToken cancellation) => RecordAsync(change, origin: null, cancellation);

    /// <summary>Judges and records one event of which it is known where it was read; completes after the commit.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be recorded.</exception>
    public async Task<LedgerReceipt> RecordAsync(CloudTrailEvent change, EventOrigin? origin, CancellationToken cancellation)
    {
        var waiting = new WaitingEvent(change, composer) { Origin = origin };
        await WaitInLineAsync(waiting, "the event was not recorded and is delivered again", cancellation);
        return await waiting.Recorded.WaitAsync(cancellation);
    }

    /// <summary>
    /// Does work in the writer's turn, between events, with the same sight of the ledger and committed with them; completes after the commit.
    /// Keep it short and without I/O of its own, as events wait meanwhile. What it throws comes back to the caller, its writes are undone, and its neighbours go on.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">It could not be committed. In rare cases (a connection lost at the very end) it was: work must be able to run twice.</exception>
    public async Task<T> InTurnAsync<T>(Func<LedgerTurn, T> work, CancellationToken cancellation)
    {
        var waiting = new WaitingWork<T>(work);
        await WaitInLineAsync(waiting, "the change was not recorded", cancellation);
        return await waiting.Done.WaitAsync(cancellation);
    }

    /// <summary>Takes the ledger for this process and goes on where the last one ended.</summary>
    /// <exception cref="LedgerUnavailableException">Another process has it, or the database cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _occupied = database.Occupy();
        database.Migrate();
        database.TakeKey();
        var connection = Connection();
        if (!database.IsShared)
        {
            // Whoever holds the file's lock is alone, so the leases of a process that was killed mean nothing any more.
            connection.Execute("update alert_lane set lease_until = 0");
        }

        Opened(database.Place, _known.LastNumber);
        BeginChain(connection);
        // No background service: that one's loop may never begin when the end comes right after the start, and callers would wait for ever.
        _loop = Task.Run(CommitGroupsAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes no more events, commits those that wait, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _loop.WaitAsync(cancellationToken);
        Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        Close();
    }

    private void BeginChain(DbConnection connection)
    {
        AuditStart.Check(database.AuditKey, _known.Head, database.Place);
        if (database.AuditKey is not { } key)
        {
            NotChained(database.Place);
            return;
        }

        if (AuditStart.OtherKey(key, connection) is { } other)
        {
            OtherKey(database.Place, other, key.Id);
        }

        lock (database.WriteTurn)
        {
            using var turn = LedgerTurn.Begin(database, connection, _known);
            AuditStart.Begin(turn);
            _known = turn.Commit();
        }

        Chained($"{_known.Head}", key.Id);
    }

    private async Task WaitInLineAsync(TurnItem item, string outcome, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new LedgerUnavailableException($"The ledger is closed, as the service is ending; {outcome}.");
        }
    }

    // Ends with the channel: what callers wait for is still committed.
    private async Task CommitGroupsAsync()
    {
        var (committing, foreseen) = (Task.CompletedTask, Known);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var group = new TurnGroup(composer, committing.IsCompleted ? Known : foreseen);
            await FillAsync(group, committing);
            foreseen = group.Foreseen;
            await committing;
            committing = Task.Run(() => Record(group));
        }

        await committing;
    }

    // While a group is being committed, the next one gathers and is judged: its own commit need not wait for that.
    private async Task FillAsync(TurnGroup group, Task committing)
    {
        group.TakeFrom(_waiting.Reader);
        while (!group.IsFull && !committing.IsCompleted)
        {
            var arriving = _waiting.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            if (await Task.WhenAny(arriving, committing) == arriving && !await arriving)
            {
                return;
            }

            group.TakeFrom(_waiting.Reader);
        }
    }

    private void Record(TurnGroup group)
    {
        try
        {
            CommitInTurn(group);
        }
        catch (Exception failure) when (group.Items.Count > 1 && database.IsAboutValues(failure))
        {
            // One of them holds what the database cannot: each for itself shows which.
            group.Items.Where(item => !item.IsSettled).ToList().ForEach(item => Record(TurnGroup.Of(item, composer, Known)));
        }
        catch (LedgerUnavailableException failure)
        {
            Fail(group.Items, failure);
        }
        catch (DbException failure)
        {
            Fail(group.Items, database.Explain(failure));
        }
        catch (Exception failure)
        {
            Fail(group.Items, new LedgerUnavailableException(
                $"The ledger at {database.Place} could not take {group.Items.Count} events ({failure.GetType().Name}); they are tried again.", failure));
        }
    }

    private void CommitInTurn(TurnGroup group)
    {
        lock (database.WriteTurn)
        {
            var connection = Connection();
            using var turn = LedgerTurn.Begin(database, connection, _known, TurnQuestions.About(database, group, _known.Deviations));
            Prepare(group, turn);
            var taken = group.Items.Where(item => !item.IsSettled && TryDo(item, () => item.Take(turn))).ToList();
            _known = turn.Commit();
            _problem = null;
            _news.Tell(turn.Written);
            taken.ForEach(item => item.Succeed());
        }
    }

    // What was judged ahead is judged anew only where it would come out otherwise.
    private void Prepare(TurnGroup group, LedgerTurn turn)
    {
        List<WaitingEvent> judged = [];
        HashSet<(string, string)> seen = [];
        var book = turn.Deviations;
        foreach (var slice in group.Slices)
        {
            turn.Write(slice.Learn(turn.Sessions));
            foreach (var waiting in slice.Events.Where(waiting => !turn.Holds(waiting.Key.EventId, waiting.Key.Account) && seen.Add(waiting.Key)))
            {
                if (TryDo(waiting, () => book = waiting.JudgeAhead(book, turn.Sessions)))
                {
                    judged.Add(waiting);
                }
            }
        }

        TurnSlice.Pack([.. judged.Where(waiting => !waiting.IsPacked)], waiting => TryDo(waiting, waiting.PackAhead));
        turn.Expect(judged.SelectMany(waiting => waiting.Drifts(turn.Deviations)));
    }

    // One item that cannot be done must not take its neighbours along.
    private bool TryDo(TurnItem item, Action deed)
    {
        try
        {
            deed();
            return true;
        }
        catch (TurnItemException failed)
        {
            var cause = failed.InnerException!;
            if (item is WaitingEvent waiting)
            {
                NotJudged(waiting.Event.Id, waiting.Event.Name, cause);
            }

            item.Fail(cause is DbException ? database.Explain(cause) : cause);
            return false;
        }
    }

    private void Fail(IReadOnlyList<TurnItem> group, LedgerUnavailableException failure)
    {
        _problem = failure.Message;
        NotRecorded(group.Count, failure.Message, failure.InnerException);
        // The transaction may be half gone by then: a new connection knows nothing of it, and everything is read anew.
        _connection?.Dispose();
        _connection = null;
        foreach (var item in group)
        {
            item.Fail(failure);
        }
    }

    private DbConnection Connection()
    {
        if (_connection is null)
        {
            var connection = database.OpenForWriting();
            try
            {
                _known = LedgerKnowledge.Load(connection);
                _connection = connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }

        return _connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _occupied?.Dispose();
        _occupied = null;
    }

    [LoggerMessage(1200, LogLevel.Information, "The ledger at {Path} is open; it holds {Findings} findings")]
    private partial void Opened(string path, long findings);

    [LoggerMessage(1203, LogLevel.Error, "{Count} events were not recorded: {Reason}")]
    private partial void NotRecorded(int count, string reason, Exception? cause);

    [LoggerMessage(1204, LogLevel.Error, "Event {EventId} ({EventName}) could not be judged; it is delivered again and ends in the dead-letter queue")]
    private partial void NotJudged(string eventId, string eventName, Exception cause);

    [LoggerMessage(1210, LogLevel.Information, "Audit chain: head {Head}, key {Key}; note the head elsewhere, and audit --verify --head tells whether rows up to it were cut off or altered")]
    private partial void Chained(string head, string key);

    [LoggerMessage(1211, LogLevel.Warning, "The ledger at {Place} has no audit chain, as Ledger:AuditKey is not set: nothing proves later that what is recorded from now on was not altered, removed or added to. Make a key with: openssl rand -hex 32")]
    private partial void NotChained(string place);

    [LoggerMessage(1215, LogLevel.Warning, "The ledger at {Place} ends with a row that key {Other} made, and this process's key is {Key}: audit --verify needs the other one, too (--old-key). If nobody changed it, it was lost or replaced: put it back, or what it made cannot be proven any more")]
    private partial void OtherKey(string place, string other, string key);
}
