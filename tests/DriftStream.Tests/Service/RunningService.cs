using System.Text;
using Dapper;
using DriftStream.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>One start of the service.</summary>
internal sealed class RunningService(WebApplication app, ServicePlace place) : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HttpClient Client { get; } = new() { BaseAddress = new Uri(app.Urls.Single()) };

    public LedgerQueries Ledger => app.Services.GetRequiredService<LedgerQueries>();

    /// <summary>The service's parts.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>As on SIGTERM.</summary>
    public Task StopAsync() => app.StopAsync();

    public Task<HttpResponseMessage> PostAsync(string events) =>
        Client.PostAsync("/api/v1/events", new StringContent(events, Encoding.UTF8, "application/json"), Cancellation);

    /// <summary>Waits until so many messages are deleted for good, over all starts.</summary>
    public async Task DeletedAsync(int count)
    {
        for (var batches = 1; Deleted() < count; batches++)
        {
            await place.Queues.Aws.Done.TakeAsync(batches, IsDeletion);
        }
    }

    /// <summary>Everything the ledger's table holds in one column.</summary>
    public IReadOnlyList<T> Ask<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={place.LedgerPath};Mode=ReadOnly;Pooling=False");
        return [.. connection.Query<T>(sql)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static bool IsDeletion(LocalAwsCall call) => call.Operation == "DeleteMessageBatch";

    private int Deleted() => place.Queues.Aws.Done.All.Where(IsDeletion).Sum(call => call.Request["Entries"]!.AsArray().Count);
}
