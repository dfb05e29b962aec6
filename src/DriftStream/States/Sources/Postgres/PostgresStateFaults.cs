using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace DriftStream.States.Sources.Postgres;

/// <summary>Says why PostgreSQL gave no state, and what would help.</summary>
/// <remarks>https://www.postgresql.org/docs/current/errcodes-appendix.html</remarks>
internal static class PostgresStateFaults
{
    private const string Passwords = "Password of its entry under States, PGPASSWORD or ~/.pgpass";

    /// <summary>The sentence, without the place and without a dot.</summary>
    public static string Sentence(Exception failure, PostgresTable table) => failure switch
    {
        PostgresException answered => OfAnswer(answered.SqlState, table),
        { InnerException: TimeoutException } or TimeoutException => "the server does not answer in time",
        { InnerException: AuthenticationException } => "the server's certificate is not trusted: name the CA's file with sslrootcert in the address",
        { InnerException: SocketException or IOException } or SocketException => "the server cannot be reached: check that it runs, and host and port",
        NpgsqlException when failure.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => $"the server asks for a password: set {Passwords}",
        NpgsqlException when failure.Message.Contains("SSL", StringComparison.Ordinal) => "the server does not speak TLS as sslmode in the address asks",
        _ => "the connection to PostgreSQL broke",
    };

    private static string OfAnswer(string state, PostgresTable table) => state switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL refuses the user or the password: correct the user in the address, or {Passwords}",
        PostgresErrorCodes.InvalidCatalogName => "the server has no such database: correct its name",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
            $"the database has no table {table.Named}: name the schema that the backend writes to, as ?schema=NAME",
        PostgresErrorCodes.UndefinedColumn => $"the table {table.Named} is none of Terraform's pg backend",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"PostgreSQL does not let this user read the table {table.Named}: grant usage on its schema and select on the table",
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "the server is starting or stopping",
        PostgresErrorCodes.TooManyConnections => "the server has no connection left",
        PostgresErrorCodes.QueryCanceled => "the server does not answer in time",
        _ => $"PostgreSQL answers with its error {state}",
    };
}
