using System.Threading.Channels;
using Dapper;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger;

/// <summary>The one writer of the ledger: judges events in turn and commits them in groups. A caller hears of its event only after the commit.</summary>
internal sealed partial class LedgerWriter(
    LedgerDatabase database, EntryComposer composer, FindingFeed feed, OutboxSignal outbox, ILogger<LedgerWriter> logger)
    : IHostedService, IDisposable
{
    /// <summary>How many events share a commit at most.</summary>
    public const int GroupLimit = 64;

    // Full means that events come faster than the disk takes them: callers wait, and with them the queue's receivers.
    private readonly Channel<WaitingEvent> _waiting = Channel.CreateBounded<WaitingEvent>(1024);
    private volatile DeviationBook _deviations = DeviationBook.Empty;
    private volatile SessionBook _sessions = SessionBook.Empty;
    private volatile string? _problem;
    private LedgerLock? _lock;
    private SqliteConnection? _connection;
    private long _lastNumber;
    private Task _loop = Task.CompletedTask;

    /// <summary>What the cloud is believed to hold, as of the last commit.</summary>
    public DeviationBook Deviations => _deviations;

    /// <summary>The sessions that events opened, as of the last commit.</summary>
    public SessionBook Sessions => _sessions;

    /// <summary>Why nothing can be recorded, in one sentence; null where it can. After a failure it is tried anew, as the event that would show it may never come.</summary>
    public string? Problem => _problem = _problem is { } known ? database.StillWrong(known) : null;

    /// <summary>Judges and records one event; completes after the commit.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be recorded: do not acknowledge it.</exception>
    public async Task<LedgerReceipt> RecordAsync(CloudTrailEvent change, CancellationToken cancellation)
    {
        var waiting = new WaitingEvent(change);
        try
        {
            await _waiting.Writer.WriteAsync(waiting, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new LedgerUnavailableException("The ledger is closed, as the service is ending; the event was not recorded and is delivered again.");
        }

        return await waiting.Recorded.WaitAsync(cancellation);
    }

    /// <summary>Takes the ledger for this process and goes on where the last one ended.</summary>
    /// <exception cref="LedgerUnavailableException">Another process has it, or the file cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = LedgerLock.Take(database.Path);
        database.Migrate();
        var connection = Connection();
        // Whoever holds the lock is alone, so the leases of a process that was killed mean nothing any more.
        connection.Execute("update alert set lease_until = 0 where lease_until > 0 and sent_at is null and dead_at is null and skipped_at is null");
        Opened(database.Path, _lastNumber);
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

    // Ends with the channel: what callers wait for is still committed.
    private async Task CommitGroupsAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var group = new List<WaitingEvent>(GroupLimit);
            while (group.Count < GroupLimit && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            Record(group);
        }
    }

    private void Record(List<WaitingEvent> group)
    {
        try
        {
            Complete(CommitInTurn(group));
        }
        catch (SqliteException failure)
        {
            Fail(group, LedgerUnavailableException.For(failure, database.Path));
        }
        catch (LedgerUnavailableException failure)
        {
            Fail(group, failure);
        }
        catch (Exception failure)
        {
            Fail(group, new LedgerUnavailableException(
                $"The ledger at {database.Path} could not take {group.Count} events ({failure.GetType().Name}); they are tried again.", failure));
        }
    }

    private List<GroupResult> CommitInTurn(List<WaitingEvent> group)
    {
        lock (database.WriteTurn)
        {
            return Commit(group);
        }
    }

    private List<GroupResult> Commit(List<WaitingEvent> group)
    {
        var connection = Connection();
        if (MovedFile.Has(connection))
        {
            throw LedgerUnavailableException.Moved(database.Path);
        }

        using var transaction = new LedgerTransaction(connection);
        var results = new List<GroupResult>(group.Count);
        var (book, number) = (_deviations, _lastNumber);
        var sessions = Learn(group, transaction);
        foreach (var waiting in group)
        {
            if (transaction.Holds(waiting.Event.Id, waiting.Event.Account ?? ""))
            {
                results.Add(new(waiting, null));
                continue;
            }

            if (TryCompose(waiting, book, sessions, number, transaction) is { } entry)
            {
                transaction.Write(entry);
                results.Add(new(waiting, entry));
                (book, number) = (entry.Judgement.Deviations, number + entry.Findings.Count);
            }
        }

        transaction.Commit();
        (_deviations, _sessions, _lastNumber) = (book, sessions, number);
        return results;
    }

    private SessionBook Learn(List<WaitingEvent> group, LedgerTransaction transaction)
    {
        var learnt = composer.Learn(group.Select(w => w.Event), _sessions);
        if (learnt.New.Count > 0)
        {
            transaction.Write(learnt);
        }

        return learnt.Book;
    }

    // One event that cannot be judged must not take its neighbours along.
    private LedgerEntry? TryCompose(WaitingEvent waiting, DeviationBook book, SessionBook sessions, long number, LedgerTransaction transaction)
    {
        try
        {
            return composer.Compose(waiting.Event, book, sessions, number, transaction.FindDrift);
        }
        catch (Exception failure) when (failure is not SqliteException)
        {
            NotJudged(waiting.Event.Id, waiting.Event.Name, failure);
            waiting.Fail(failure);
            return null;
        }
    }

    private void Complete(List<GroupResult> results)
    {
        _problem = null;
        foreach (var (waiting, entry) in results)
        {
            foreach (var finding in entry?.Findings ?? [])
            {
                Found(finding.Recorded.Finding);
                feed.Publish(finding.Recorded);
            }

            waiting.Succeed(entry is null ? LedgerReceipt.Duplicate : new(LedgerOutcome.Judged, entry.Judgement.Findings));
        }

        if (results.Any(r => r.Entry is { Alerts.Count: > 0 }))
        {
            outbox.Raise();
        }
    }

    private void Fail(List<WaitingEvent> group, LedgerUnavailableException failure)
    {
        _problem = failure.Message;
        NotRecorded(group.Count, failure.Message, failure.InnerException);
        // After some errors SQLite has rolled back by itself: a new connection knows nothing of the old one's transaction.
        _connection?.Dispose();
        _connection = null;
        foreach (var waiting in group)
        {
            waiting.Fail(failure);
        }
    }

    private SqliteConnection Connection()
    {
        if (_connection is null)
        {
            _connection = database.OpenForWriting();
            _deviations = DeviationRows.Load(_connection);
            _sessions = SessionRows.Load(_connection);
            _lastNumber = _connection.ExecuteScalar<long>("select coalesce(max(id), 0) from finding");
        }

        return _connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _lock?.Dispose();
        _lock = null;
    }

    private void Found(Finding finding)
    {
        if (finding.Verdict.IsShown())
        {
            Found(finding.Event.Id, finding.Verdict.Word(), finding.Severity.Word(), finding.Resource?.Address ?? finding.Resource?.Type, finding.Drift);
        }
        else if (finding.Rule is null)
        {
            Kept(finding.Event.Id, finding.Event.Name, finding.Verdict.Word());
        }

        if (finding.Rule is not null)
        {
            Swallowed(finding.Event.Id, finding.Rule, finding.Verdict == Verdict.Ignored ? "swallowed it" : "took changes out of it", finding.Resource?.Address ?? finding.Resource?.Type);
        }
    }

    [LoggerMessage(1200, LogLevel.Information, "The ledger at {Path} is open; it holds {Findings} findings")]
    private partial void Opened(string path, long findings);

    [LoggerMessage(1201, LogLevel.Information, "Event {EventId}: {Verdict}, {Severity}, on {Address} (drift {Drift})")]
    private partial void Found(string eventId, string verdict, string severity, string? address, string? drift);

    [LoggerMessage(1202, LogLevel.Debug, "Event {EventId} ({EventName}) is kept as {Verdict}")]
    private partial void Kept(string eventId, string eventName, string verdict);

    [LoggerMessage(1203, LogLevel.Error, "{Count} events were not recorded: {Reason}")]
    private partial void NotRecorded(int count, string reason, Exception? cause);

    [LoggerMessage(1204, LogLevel.Error, "Event {EventId} ({EventName}) could not be judged; it is delivered again and ends in the dead-letter queue")]
    private partial void NotJudged(string eventId, string eventName, Exception cause);

    [LoggerMessage(1205, LogLevel.Information, "Event {EventId}: ignore rule {Rule} {Deed}, on {Address}")]
    private partial void Swallowed(string eventId, string rule, string deed, string? address);

    private sealed record GroupResult(WaitingEvent Waiting, LedgerEntry? Entry);

    private sealed class WaitingEvent(CloudTrailEvent change)
    {
        private readonly TaskCompletionSource<LedgerReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CloudTrailEvent Event => change;

        public Task<LedgerReceipt> Recorded => _done.Task;

        public void Succeed(LedgerReceipt receipt) => _done.SetResult(receipt);

        public void Fail(Exception failure) => _done.TrySetException(failure);
    }
}
