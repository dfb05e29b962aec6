using System.Net.Sockets;
using Npgsql;

namespace DriftStream.Ledger.Engines;

/// <summary>What PostgreSQL's errors mean to the user.</summary>
/// <remarks>https://www.postgresql.org/docs/current/errcodes-appendix.html</remarks>
internal static class PostgresFaults
{
    // Classes of SQLSTATE: data exceptions, and values beyond what the program can store.
    private const string DataException = "22";
    private const string LimitExceeded = "54";

    /// <summary>What happened, and what to do.</summary>
    public static (string What, string Remedy) Why(Exception failure) => failure switch
    {
        PostgresException answered => Answered(answered.SqlState),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
            ("does not answer in time", " Check the server's load and the way to it."),
        NpgsqlException { InnerException: SocketException or IOException or null } or SocketException or IOException =>
            ("cannot be reached", " Check that the server runs, and host and port in Ledger:Url."),
        _ => ($"failed ({failure.GetType().Name})", ""),
    };

    /// <summary>Whether the server refused a value and not the work.</summary>
    public static bool IsAboutValues(Exception failure) =>
        failure is PostgresException { SqlState: { } state }
        && (state.StartsWith(DataException, StringComparison.Ordinal) || state.StartsWith(LimitExceeded, StringComparison.Ordinal));

    private static (string What, string Remedy) Answered(string state) => state switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            ("refuses the user or the password", " Correct the user in Ledger:Url, or Ledger:Password."),
        PostgresErrorCodes.InvalidCatalogName => ("does not exist", " Create the database, or correct its name in Ledger:Url."),
        PostgresErrorCodes.InsufficientPrivilege => ("may not be written by this user", " Grant it the right to create and change tables there."),
        PostgresErrorCodes.ReadOnlySqlTransaction => ("is read-only", " Name the primary server in Ledger:Url, not a standby."),
        PostgresErrorCodes.DiskFull => ("cannot grow, as the server's disk is full", " Make room on the server's disk."),
        PostgresErrorCodes.TooManyConnections => ("has no connection left", " Raise the server's max_connections, or run fewer processes."),
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
            ("is starting or stopping", " Check the server if this goes on."),
        PostgresErrorCodes.LockNotAvailable => ("is held by another process for too long", " Look for a driftstream process or a session that stands still."),
        PostgresErrorCodes.UndefinedTable => ("lacks a table", " Restart the service, which creates what is missing."),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => ("was written by another process at the same moment", ""),
        _ => ($"failed with PostgreSQL's error {state}", ""),
    };
}
