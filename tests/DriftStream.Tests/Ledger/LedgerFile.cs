using Dapper;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>A ledger in a folder of its own; processes come and go, the file stays until the test ends.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-ledger-");

    public LedgerFile() => Options = new() { Url = $"sqlite:{Path}", BusyLimit = TimeSpan.FromMilliseconds(200) };

    public string Path => System.IO.Path.Combine(_folder.FullName, "driftstream.db");

    public LedgerOptions Options { get; }

    public Lines Log { get; } = new();

    public LedgerDatabase Database(TimeProvider? clock = null) => new(Microsoft.Extensions.Options.Options.Create(Options), clock ?? TimeProvider.System);

    public LedgerQueries Queries() => new(Database());

    public LedgerProcess Process(JudgeEvent? judge = null, ComposeAlert? compose = null, TimeProvider? clock = null) =>
        new(this, judge ?? Facts.JudgeAny, compose ?? (o => $"alert {o.Finding.Event.Id}"), clock ?? TimeProvider.System);

    public Task<LedgerProcess> StartAsync(Func<CloudTrailEvent, DeviationBook, Judgement>? judge = null, ComposeAlert? compose = null, TimeProvider? clock = null) =>
        StartAsync(judge is null ? Facts.JudgeAny : (change, book, _) => judge(change, book), compose, clock);

    public async Task<LedgerProcess> StartAsync(JudgeEvent judge, ComposeAlert? compose = null, TimeProvider? clock = null)
    {
        var process = Process(judge, compose, clock);
        await process.Writer.StartAsync(CancellationToken.None);
        return process;
    }

    public T Ask<T>(string sql)
    {
        using var connection = Open();
        return connection.ExecuteScalar<T>(sql)!;
    }

    public void Do(string sql)
    {
        using var connection = Open();
        connection.Execute(sql);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>All bytes of the ledger, its log included.</summary>
    public byte[] Bytes() => [.. _folder.EnumerateFiles().Where(f => !f.Name.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(Read)];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static byte[] Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>The parts of one process that share a ledger.</summary>
internal sealed class LedgerProcess(LedgerFile file, JudgeEvent judge, ComposeAlert compose, TimeProvider clock) : IAsyncDisposable
{
    public FindingFeed Feed { get; } = new();

    public OutboxSignal Signal { get; } = new();

    public LedgerWriter Writer => field ??= new(
        file.Database(clock), new EntryComposer(judge, compose, clock), Feed, Signal, file.Log.For<LedgerWriter>());

    public Task<LedgerReceipt> RecordAsync(Core.CloudTrail.CloudTrailEvent change) => Writer.RecordAsync(change, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
    }
}

/// <summary>Log lines as they would be printed.</summary>
internal sealed class Lines
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public ILogger<T> For<T>() => new Logger<T>(_lines);

    private sealed class Logger<T>(System.Collections.Concurrent.ConcurrentQueue<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
    }
}
