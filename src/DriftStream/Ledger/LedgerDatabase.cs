using System.Data.Common;
using Dapper;
using DriftStream.Ledger.Engines;
using DriftStream.Ledger.Integrity;
using Microsoft.Extensions.Options;

namespace DriftStream.Ledger;

/// <summary>The ledger's database: opens connections to it and brings its tables up to date.</summary>
internal sealed class LedgerDatabase(IOptions<LedgerOptions> options, TimeProvider clock)
{
    private readonly ILedgerEngine _engine = options.Value.Engine();

    /// <summary>Where the ledger is, for people: never with a password.</summary>
    public string Place => _engine.Place;

    /// <summary>Whether several processes may write at the same time.</summary>
    public bool IsShared => _engine.IsShared;

    /// <inheritdoc cref="ILedgerEngine.ForUpdate"/>
    public string ForUpdate => _engine.ForUpdate;

    /// <inheritdoc cref="ILedgerEngine.SkipLocked"/>
    public string SkipLocked => _engine.SkipLocked;

    /// <summary>
    /// Held around each transaction that writes. SQLite would keep two writers of one process apart as well, but its waiting is polling
    /// with growing pauses: next to a busy writer, the other one hardly ever gets its turn.
    /// </summary>
    public Lock WriteTurn { get; } = new();

    /// <summary>The key of the audit chain; null where none is configured and none is kept beside the ledger.</summary>
    public AuditKey? AuditKey { get; private set; } = options.Value.AuditKey is { } secret ? new(secret.Reveal()) : null;

    /// <summary>Takes the key that is kept beside the ledger where none is configured, and makes one where there is none.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be read or made.</exception>
    public void TakeKey() => AuditKey ??= _engine.KeyFile is { } file ? AuditKeyFile.ReadOrMake(file) : null;

    /// <summary>Takes the key that is kept beside the ledger where none is configured.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be read.</exception>
    public void FindKey() => AuditKey ??= _engine.KeyFile is { } file ? AuditKeyFile.Find(file) : null;

    /// <summary>The chain after a row; null where there is no key for it.</summary>
    public AuditChain? ChainAfter(AuditHead head) => AuditKey is { } key ? new(key, head, Holdable, clock) : null;

    /// <inheritdoc cref="ILedgerEngine.JsonText"/>
    public string JsonText(string column, params ReadOnlySpan<string> names) => _engine.JsonText(column, names);

    /// <inheritdoc cref="ILedgerEngine.AmongTexts"/>
    public string AmongTexts(string column, string parameter) => _engine.AmongTexts(column, parameter);

    /// <inheritdoc cref="ILedgerEngine.Holdable"/>
    public string Holdable(string text) => _engine.Holdable(text);

    /// <inheritdoc cref="ILedgerEngine.Occupy"/>
    public IDisposable? Occupy() => _engine.Occupy();

    /// <summary>Creates the tables or brings them up to date.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be used, or a newer version wrote it.</exception>
    public void Migrate()
    {
        using var connection = _engine.Open(LedgerAccess.Migrate);
        try
        {
            Migrations.Apply(connection, _engine, clock.GetUtcNow());
        }
        catch (DbException failure)
        {
            throw _engine.Explain(failure, LedgerAccess.Migrate);
        }
    }

    /// <summary>A connection of its own, for a worker that keeps it.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be opened.</exception>
    public DbConnection OpenForWriting() => _engine.Open(LedgerAccess.Write);

    /// <summary>A connection of its own, for marks that may be made once more after a power failure.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be opened.</exception>
    public DbConnection OpenForMarking() => _engine.Open(LedgerAccess.Mark);

    /// <summary>Asks something on a connection that cannot write.</summary>
    /// <exception cref="LedgerUnavailableException">There is no ledger, or it cannot be read.</exception>
    public T Ask<T>(Func<DbConnection, T> question)
    {
        using var connection = OpenForReading();
        try
        {
            return question(connection);
        }
        catch (DbException failure)
        {
            throw ExplainReading(failure);
        }
    }

    /// <summary>A pooled connection for reading.</summary>
    /// <exception cref="LedgerUnavailableException">There is no ledger, or it cannot be opened.</exception>
    public DbConnection OpenForReading() => _engine.Open(LedgerAccess.Read);

    /// <summary>Begins a transaction that will write.</summary>
    /// <exception cref="LedgerUnavailableException">What the connection leads to is no longer the ledger.</exception>
    public DbTransaction Begin(DbConnection connection) => _engine.Begin(connection);

    /// <inheritdoc cref="ILedgerEngine.Write"/>
    public void Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<PendingRows> pending) => _engine.Write(connection, transaction, pending);

    /// <inheritdoc cref="ILedgerEngine.Snapshot"/>
    public DbTransaction Snapshot(DbConnection connection) => _engine.Snapshot(connection);

    /// <summary>The sentence for a failure while writing.</summary>
    public LedgerUnavailableException Explain(Exception failure) => _engine.Explain(failure, LedgerAccess.Write);

    /// <summary>The sentence for a failure while reading.</summary>
    public LedgerUnavailableException ExplainReading(Exception failure) => _engine.Explain(failure, LedgerAccess.Read);

    /// <inheritdoc cref="ILedgerEngine.IsAboutValues"/>
    public bool IsAboutValues(Exception failure) => _engine.IsAboutValues(failure);

    /// <summary>Whether what kept the last write from succeeding still does, in one sentence; null where it is over.</summary>
    /// <param name="known">What it was; still true while a write that waits for it is under way.</param>
    public string? StillWrong(string known)
    {
        if (!WriteTurn.TryEnter(TimeSpan.FromMilliseconds(100)))
        {
            return known;
        }

        try
        {
            using var connection = _engine.Open(LedgerAccess.Probe);
            using var transaction = _engine.Begin(connection);
            connection.ExecuteScalar<long>($"select turn from ledger_turn where id = 1 {ForUpdate}", transaction: transaction);
            return null;
        }
        catch (DbException failure)
        {
            return Explain(failure).Message;
        }
        catch (LedgerUnavailableException failure)
        {
            return failure.Message;
        }
        finally
        {
            WriteTurn.Exit();
        }
    }
}
