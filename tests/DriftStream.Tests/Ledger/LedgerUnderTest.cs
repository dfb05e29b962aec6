using System.Data.Common;
using Dapper;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Tests.Ledger;

/// <summary>An empty ledger; processes come and go, the ledger stays until the test ends.</summary>
internal abstract class LedgerUnderTest : IDisposable
{
    public abstract LedgerOptions Options { get; }

    public Lines Log { get; } = new();

    public LedgerDatabase Database(TimeProvider? clock = null) => new(Microsoft.Extensions.Options.Options.Create(Options), clock ?? TimeProvider.System);

    public LedgerQueries Queries() => new(Database());

    public LedgerProcess Process(JudgeEvent? judge = null, RouteAlert? route = null, TimeProvider? clock = null, OwnerOf? owner = null) =>
        new(this, judge ?? Facts.JudgeAny, route ?? ToSlack, clock ?? TimeProvider.System, owner);

    public Task<LedgerProcess> StartAsync(Func<CloudTrailEvent, DeviationBook, Judgement>? judge = null, RouteAlert? route = null, TimeProvider? clock = null, OwnerOf? owner = null) =>
        StartAsync(judge is null ? Facts.JudgeAny : (change, book, _) => judge(change, book), route, clock, owner);

    public async Task<LedgerProcess> StartAsync(JudgeEvent judge, RouteAlert? route = null, TimeProvider? clock = null, OwnerOf? owner = null)
    {
        var process = Process(judge, route, clock, owner);
        await process.Writer.StartAsync(CancellationToken.None);
        return process;
    }

    /// <summary>Everything is told at one place.</summary>
    public static IReadOnlyList<AlertTarget> ToSlack(AlertOccasion occasion) => [new("slack", "")];

    public T Ask<T>(string sql)
    {
        using var connection = Connect();
        return connection.ExecuteScalar<T>(sql)!;
    }

    public IReadOnlyList<T> All<T>(string sql)
    {
        using var connection = Connect();
        return [.. connection.Query<T>(sql)];
    }

    public void Do(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    /// <summary>A connection of the test's own.</summary>
    public abstract DbConnection Connect();

    /// <summary>From now on rows of a table are refused: all of them, or those of one event.</summary>
    public abstract void Refuse(string table, string? eventId = null);

    /// <summary>The table takes rows again.</summary>
    public abstract void Allow(string table);

    public abstract void Dispose();
}
