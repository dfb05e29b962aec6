using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger;

/// <summary>The ledger cannot be read or written now. The message is one sentence for the user; what was to be recorded stays where it came from.</summary>
internal sealed class LedgerUnavailableException : Exception
{
    /// <summary>An exception with a sentence that a user can act on.</summary>
    public LedgerUnavailableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The sentence for an error of SQLite while writing.</summary>
    /// <remarks>https://www.sqlite.org/rescode.html</remarks>
    public static LedgerUnavailableException For(SqliteException failure, string path)
    {
        var (what, remedy) = Why(failure.SqliteErrorCode);
        return new($"The ledger at {path} {what}; nothing was recorded, and the messages are tried again.{remedy}", failure);
    }

    /// <summary>The sentence for a file that is no longer where it was.</summary>
    public static LedgerUnavailableException Moved(string path) => new(
        $"The ledger at {path} was moved, deleted or replaced while it was in use; nothing was recorded, and the messages are tried again. Put the file back, or restart the service.");

    /// <summary>The sentence for an error of SQLite while reading.</summary>
    public static LedgerUnavailableException ForReader(SqliteException failure, string path)
    {
        var (what, remedy) = Why(failure.SqliteErrorCode);
        return new($"The ledger at {path} {what}.{remedy}", failure);
    }

    private static (string What, string Remedy) Why(int code) => code switch
    {
        SqliteError.Busy or SqliteError.Locked => ("is locked by another program", " Close the program that holds it."),
        SqliteError.ReadOnly or SqliteError.Permission or SqliteError.Authorisation =>
            ("is read-only", " Give this user the right to write the file and its folder."),
        SqliteError.Full => ("cannot grow, as the disk is full", " Make room on the disk."),
        SqliteError.CannotOpen => ("cannot be opened", " Check that its folder exists and can be written."),
        SqliteError.Corrupt or SqliteError.NotADatabase => ("is damaged or no SQLite file", " Restore it from a backup."),
        SqliteError.InputOutput => ("met a disk error", " Check the disk."),
        _ => ($"failed with SQLite's error {code}", ""),
    };

    private static class SqliteError
    {
        public const int Permission = 3;
        public const int Busy = 5;
        public const int Locked = 6;
        public const int ReadOnly = 8;
        public const int InputOutput = 10;
        public const int Corrupt = 11;
        public const int Full = 13;
        public const int CannotOpen = 14;
        public const int Authorisation = 23;
        public const int NotADatabase = 26;
    }
}
