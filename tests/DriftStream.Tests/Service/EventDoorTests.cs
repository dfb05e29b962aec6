using System.Net;
using System.Text.Json;
using DriftStream.Core.Judging;
using DriftStream.Tests.LocalAws;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>An event goes in at one end of the whole service, and an alert comes out at the other.</summary>
public sealed class EventDoorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("envelope")]
    [InlineData("notification")]
    [InlineData("notification of a record")]
    [InlineData("record")]
    [InlineData("file")]
    public async Task A_change_in_the_queue_becomes_an_alert_that_names_actor_address_and_change(string wrapping)
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        var record = Calls.Tag(7);

        await place.Queues.SendAsync(wrapping switch
        {
            "envelope" => Calls.Envelope(record),
            "notification" => Calls.Notification(Calls.Envelope(record)),
            "notification of a record" => Calls.Notification(record),
            "record" => record,
            _ => Calls.Records(record),
        });

        var alert = await place.Webhook.Messages.FirstAsync(_ => true);
        JsonDocument.Parse(alert).RootElement.GetProperty("text").GetString().ShouldBe(
            "Low: alice@example.com added tag drift = spotted on aws_s3_bucket.data_007 (cli, 111122223333 eu-west-1)");
        await service.DeletedAsync(1);
        service.Ask<string>("select event_id from processed_event").ShouldBe(["tag-007-spotted"]);
    }

    [Fact]
    public async Task A_message_is_deleted_only_after_the_ledger_has_it()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        using var other = new SqliteConnection($"Data Source={place.LedgerPath};Pooling=False");
        other.Open();
        var held = other.BeginTransaction(deferred: false);

        await place.Queues.SendAsync(Calls.Envelope(Calls.Tag(7)));
        await place.Log.Lines.FirstAsync(line => line.Id == 1203);
        await place.Queues.Aws.Done.FirstAsync(call => call.Operation == "ChangeMessageVisibilityBatch");
        var deletedWhileLocked = place.Queues.Aws.Calls.All.Any(call => call.Operation == "DeleteMessageBatch");
        var postedWhileLocked = place.Webhook.Messages.All.Count;
        held.Dispose();
        await service.DeletedAsync(1);

        deletedWhileLocked.ShouldBeFalse();
        postedWhileLocked.ShouldBe(0);
        service.Ask<string>("select verdict from processed_event").ShouldBe(["drift"]);
        (await place.Webhook.Messages.TakeAsync(1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_poison_message_ends_in_the_dead_letter_queue_and_its_neighbours_are_alerted()
    {
        await using var place = await ServicePlace.OpenAsync(maxReceiveCount: 3);
        await using var service = await place.StartAsync();

        await place.Queues.SendAsync(Calls.Envelope(Calls.Tag(1)), "{ this is no JSON", Calls.Envelope(Calls.Tag(2)));

        (await place.Queues.DeadLetterAsync()).ShouldBe("{ this is no JSON");
        await service.DeletedAsync(2);
        (await place.Webhook.Messages.TakeAsync(2)).Count.ShouldBe(2);
        place.Posted.ShouldContain(ManagedState.Address(1));
        place.Posted.ShouldContain(ManagedState.Address(2));
        (await place.Queues.CountAsync()).ShouldBe((0, 0));
        place.Log.Lines.All.Count(line => line.Id == 1011).ShouldBe(3);
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_judged_and_alerted_once()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        await place.Queues.SendAsync(Calls.Envelope(Calls.Tag(1)), Calls.Notification(Calls.Tag(1)), Calls.Records(Calls.Tag(1), Calls.Tag(1)), Calls.Tag(2));

        await service.DeletedAsync(4);
        await place.Webhook.Messages.TakeAsync(2);
        service.Ask<string>("select event_id from processed_event order by 1").ShouldBe(["tag-001-spotted", "tag-002-spotted"]);
        await NothingWaitsAsync(place);
        place.Webhook.Messages.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Events_over_http_are_alerted_without_a_queue()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings.Remove("DriftStream__Queue__Url");
        await using var service = await place.StartAsync();

        var first = await service.PostAsync(Calls.Records(Calls.Tag(1), Calls.Tag(2)));
        var again = await service.PostAsync(Calls.Envelope(Calls.Tag(2)));

        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await first.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""{"judged":2,"duplicates":0,"notCloudTrail":0}""");
        (await again.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""{"judged":0,"duplicates":1,"notCloudTrail":0}""");
        await place.Webhook.Messages.TakeAsync(2);
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain(ManagedState.Bucket(1));
    }

    [Fact]
    public async Task What_is_put_back_after_a_restart_resolves_the_drift_that_was_open()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using (var before = await place.StartAsync())
        {
            await place.Queues.SendAsync(Calls.Envelope(Calls.Tag(5)));
            await place.Webhook.Messages.TakeAsync(1);
        }

        await using var after = await place.StartAsync();
        await place.Queues.SendAsync(Calls.Envelope(Calls.Untag(5)));
        var messages = await place.Webhook.Messages.TakeAsync(2);

        JsonDocument.Parse(messages[1]).RootElement.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("bob@example.com");
        after.Ask<string>("select distinct drift_id from finding").Count.ShouldBe(1);
        after.Ask<string>("select status from drift").ShouldBe(["resolved"]);
        after.Ledger.OpenDrifts().Values.Sum().ShouldBe(0);
        after.Ledger.NewestFindings(1)[0].Finding.Verdict.ShouldBe(Verdict.Reverted);
    }

    // Shows that the outbox has looked at everything: a later alert overtakes none of another drift.
    private static async Task NothingWaitsAsync(ServicePlace place) => await place.Log.Lines.TakeAsync(2, line => line.Id == 1301);
}
