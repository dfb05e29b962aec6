using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace DriftStream.Postgres;

/// <summary>A PostgreSQL server of the test's own, in a folder that goes with it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Password = "s3cr3t-ledger";
    private const string User = "driftstream";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PostgresPrograms _programs;
    private readonly string _folder = Path.Combine("/tmp", "driftstream-postgres-" + Path.GetRandomFileName());
    private readonly int _port = FreePort();
    private Process? _server;
    private int _databases;

    private PostgresServer(PostgresPrograms programs) => _programs = programs;

    /// <summary>Makes and starts a server; skips the test where there is no PostgreSQL.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var programs = PostgresPrograms.Find(out var lack);
        Assert.SkipWhen(programs is null, lack ?? "");
        var server = new PostgresServer(programs!);
        await server.RunAsync(
            """
            printf %s "$3" >"$2.password" && "$1" -D "$2" -U driftstream -A scram-sha-256 --pwfile="$2.password" -E UTF8 --no-sync >/dev/null && rm "$2.password"
            """,
            programs!.Initdb, server._folder, Password);
        await server.ResumeAsync();
        return server;
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its address, without the password.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"ledger{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";
        await using var connection = new NpgsqlConnection(ConnectionString(UrlOf("postgres")));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name} template template0", connection);
        await create.ExecuteNonQueryAsync();
        return UrlOf(name);
    }

    /// <summary>What a test needs to look into a database.</summary>
    public static string ConnectionString(string url)
    {
        var address = new Uri(url);
        return $"Host={address.Host};Port={address.Port.ToString(CultureInfo.InvariantCulture)};Database={address.AbsolutePath.TrimStart('/')};Username={User};Password={Password};Pooling=false";
    }

    /// <summary>Stops the server as a restart would: sessions are ended, and nothing that was committed is lost.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            // The shell around it waits for this, so that a server outlives no test run.
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(Patience);
            server.Dispose();
            _server = null;
        }
    }

    /// <summary>Starts the server, again or for the first time.</summary>
    public async Task ResumeAsync()
    {
        _server = Start(
            """
            "$1" -D "$2" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 -c lc_messages=C &
            read -r _; kill -INT $!; wait $!
            """,
            _programs.Postgres, _folder, _port.ToString(CultureInfo.InvariantCulture));
        var lines = new List<string>();
        while (await _server.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            lines.Add(line);
            if (line.Contains("database system is ready", StringComparison.Ordinal))
            {
                // Whatever else it says is read away, so that it never waits for us.
                _ = _server.StandardError.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', lines)}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await RunAsync("rm -rf \"$1\"", _folder);
    }

    private string UrlOf(string database) => $"postgres://{User}@127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/{database}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task RunAsync(string script, params string[] arguments)
    {
        using var process = Start(script, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"PostgreSQL's tools failed: {await errors}");
        }
    }

    private Process Start(string script, params string[] arguments)
    {
        string[] command = [.. _programs.Prefix, "/bin/sh", "-c", script, "sh", .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        })!;
    }
}
