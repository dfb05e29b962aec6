using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DriftStream.Ledger.Engines;

/// <summary>Finds out whether the file of an open connection is still the one at its path. Without it, commits go on into a file that nobody will ever find.</summary>
/// <remarks>https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntlhasmoved</remarks>
internal static class MovedFile
{
    private const int HasMoved = 20;

    /// <summary>Whether the file was moved, deleted or replaced; false where the system does not say (Windows lets nobody do that).</summary>
    public static bool Has(SqliteConnection connection) =>
        sqlite3_file_control(connection.Handle!, databaseName: 0, HasMoved, out var moved) == raw.SQLITE_OK && moved != 0;

    // Not among the calls that SQLitePCLRaw passes on.
    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_file_control(sqlite3 connection, nint databaseName, int operation, out int answer);
}
