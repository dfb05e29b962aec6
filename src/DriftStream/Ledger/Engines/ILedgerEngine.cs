using System.Data.Common;

namespace DriftStream.Ledger.Engines;

/// <summary>What differs between the databases that can hold a ledger; everything else is one SQL text.</summary>
internal interface ILedgerEngine
{
    /// <summary>Where the ledger is, for people: never with a password.</summary>
    public string Place { get; }

    /// <summary>Whether several processes may write at the same time.</summary>
    public bool IsShared { get; }

    /// <summary>Ends a <c>select</c> whose rows nobody else may write until the commit.</summary>
    public string ForUpdate { get; }

    /// <summary>Ends a <c>select</c> that leaves out what another process is working on.</summary>
    public string SkipLocked { get; }

    /// <summary>Where the audit key is kept when none is configured; null where there is no place for it.</summary>
    public string? KeyFile { get; }

    /// <summary>The type of a column of numbers that is its table's key.</summary>
    public string RisingKey { get; }

    /// <summary>A text inside a column of JSON, by the names that lead to it.</summary>
    public string JsonText(string column, params ReadOnlySpan<string> names);

    /// <summary>Whether a column's text is among those of a parameter, which holds them as an array of JSON.</summary>
    public string AmongTexts(string column, string parameter);

    /// <summary>The text as the database can hold it.</summary>
    public string Holdable(string text);

    /// <summary>Keeps other processes away where the database cannot do that by itself; null where it can.</summary>
    /// <exception cref="LedgerUnavailableException">Another process has the ledger.</exception>
    public IDisposable? Occupy();

    /// <summary>An open connection.</summary>
    /// <exception cref="LedgerUnavailableException">There is none to be had.</exception>
    public DbConnection Open(LedgerAccess access);

    /// <summary>Begins a transaction that will write.</summary>
    public DbTransaction Begin(DbConnection connection);

    /// <summary>Writes rows in their order, with as little waiting as the database allows.</summary>
    public void Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<PendingRows> pending);

    /// <summary>Begins a transaction that only reads, and sees one moment however long it takes.</summary>
    public DbTransaction Snapshot(DbConnection connection);

    /// <summary>The sentence for a failure.</summary>
    public LedgerUnavailableException Explain(Exception failure, LedgerAccess access);

    /// <summary>Whether the failure is one of the values to be written: what else was to be written with them may be taken without them.</summary>
    public bool IsAboutValues(Exception failure);
}

/// <summary>What a connection is for.</summary>
internal enum LedgerAccess
{
    /// <summary>To make or change tables; alone among all that migrate.</summary>
    Migrate,

    /// <summary>To write what must outlive a power failure.</summary>
    Write,

    /// <summary>To write what may be done once more after a power failure.</summary>
    Mark,

    /// <summary>To see whether one could write; impatient.</summary>
    Probe,

    /// <summary>To read.</summary>
    Read,
}
