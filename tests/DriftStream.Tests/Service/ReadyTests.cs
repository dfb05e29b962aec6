using System.Net;
using System.Text.Json;
using DriftStream.Postgres;
using DriftStream.Tests.LocalAws;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>What <c>/readyz</c> says of a service that cannot judge.</summary>
public sealed class ReadyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_has_everything_is_ready()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await place.Queues.Aws.Done.FirstAsync(call => call.Operation == "GetQueueAttributes");
        await service.PostAsync(Calls.Tag(1));
        await place.Queues.SendAsync(Calls.Tag(2));
        await service.DeletedAsync(1);

        (await AskAsync(service)).ShouldBe((HttpStatusCode.OK, ""));
    }

    [Fact]
    public async Task Without_a_state_it_is_not()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings.Remove("DriftStream__States__0");
        place.Settings.Remove("DriftStream__Queue__Url");
        await using var service = await place.StartAsync();

        (await AskAsync(service)).ShouldBe((HttpStatusCode.ServiceUnavailable, "states: No state is configured: nothing counts as managed."));
    }

    [Fact]
    public async Task Without_its_queue_it_is_not()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Queue__Url"] += "-elsewhere";
        await using var service = await place.StartAsync();
        var problem = await place.Log.Lines.FirstAsync(line => line.Id == 1001);

        var (status, reasons) = await AskAsync(service);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reasons.ShouldBe(
            $"queue: The queue {place.Queues.Url}-elsewhere cannot be read: there is no such queue: check Queue:Url, its account and its region (AWS.SimpleQueueService.NonExistentQueue).");
        problem.Text.ShouldContain("DriftStream keeps trying");
    }

    [Fact]
    public async Task With_a_locked_ledger_it_is_not_until_the_lock_is_gone()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings.Remove("DriftStream__Queue__Url");
        await using var service = await place.StartAsync();
        using var other = new SqliteConnection($"Data Source={place.LedgerPath};Pooling=False");
        other.Open();
        var held = other.BeginTransaction(deferred: false);

        var refused = await service.PostAsync(Calls.Tag(1));
        var whileLocked = await AskAsync(service);
        held.Dispose();
        var afterwards = await AskAsync(service);
        var taken = await service.PostAsync(Calls.Tag(1));

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("is locked by another program");
        whileLocked.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        whileLocked.Reasons.ShouldStartWith($"ledger: The ledger at {place.LedgerPath} is locked by another program");
        afterwards.ShouldBe((HttpStatusCode.OK, ""));
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task With_its_PostgreSQL_stopped_it_is_not_until_the_server_is_back_and_nothing_is_lost()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var place = await ServicePlace.OpenAsync();
        var url = await server.CreateDatabaseAsync();
        place.Settings["DriftStream__Ledger__Url"] = url;
        place.Settings["DriftStream__Ledger__Password"] = PostgresServer.Password;
        await using var service = await place.StartAsync();
        await place.Queues.SendAsync(Calls.Tag(1));
        await service.DeletedAsync(1);

        await server.StopAsync();
        var (whileStopped, reasons) = await AskAsync(service);
        await place.Queues.SendAsync(Calls.Tag(2));
        await place.Log.Lines.FirstAsync(line => line.Id == 1203);
        await server.ResumeAsync();
        await service.DeletedAsync(2);
        var afterwards = await AskAsync(service);

        whileStopped.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reasons.ShouldBe($"ledger: The ledger at {url} cannot be reached. Check that the server runs, and host and port in Ledger:Url.");
        afterwards.ShouldBe((HttpStatusCode.OK, ""));
        await place.Webhook.Messages.TakeAsync(2);
        place.Log.Lines.All.ShouldAllBe(line => !line.Text.Contains(PostgresServer.Password));
    }

    private static async Task<(HttpStatusCode Status, string Reasons)> AskAsync(RunningService service)
    {
        var answer = await service.Client.GetAsync("/readyz", Cancellation);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return (answer.StatusCode,
            string.Join(" | ", body.RootElement.GetProperty("checks").EnumerateArray()
                .Where(check => !check.GetProperty("ready").GetBoolean())
                .Select(check => $"{check.GetProperty("name")}: {check.GetProperty("reason")}")));
    }
}
