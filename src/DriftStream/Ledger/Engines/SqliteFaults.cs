using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger.Engines;

/// <summary>What SQLite's errors mean to the user.</summary>
/// <remarks>https://www.sqlite.org/rescode.html</remarks>
internal static class SqliteFaults
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Authorisation = 23;
    private const int NotADatabase = 26;

    /// <summary>What happened, and what to do.</summary>
    public static (string What, string Remedy) Why(Exception failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        Busy or Locked => ("is locked by another program", " Close the program that holds it."),
        ReadOnly or Permission or Authorisation => ("is read-only", " Give this user the right to write the file and its folder."),
        Full => ("cannot grow, as the disk is full", " Make room on the disk."),
        CannotOpen => ("cannot be opened", " Check that its folder exists and can be written."),
        Corrupt or NotADatabase => ("is damaged or no SQLite file", " Restore it from a backup."),
        InputOutput => ("met a disk error", " Check the disk."),
        { } code => ($"failed with SQLite's error {code}", ""),
        null => ($"failed ({failure.GetType().Name})", ""),
    };
}
