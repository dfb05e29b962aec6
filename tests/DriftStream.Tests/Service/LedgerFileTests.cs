using System.Net;
using DriftStream.Tests.LocalAws;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Somebody meddles with the ledger's file while the service runs: nothing is acknowledged that is not kept.</summary>
public sealed class LedgerFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_that_was_moved_away_takes_nothing_until_it_is_back()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        File.Move(place.LedgerPath, place.Folder.At("moved"));
        await place.Queues.SendAsync(Calls.Tag(2));
        var line = await place.Log.Lines.FirstAsync(line => line.Id == 1203);
        var ready = await service.Client.GetAsync("/readyz", Cancellation);
        var deletedMeanwhile = place.Queues.Aws.Calls.All.Any(call => call.Operation == "DeleteMessageBatch");
        File.Move(place.Folder.At("moved"), place.LedgerPath);
        await service.DeletedAsync(1);

        line.Text.ShouldContain("was moved, deleted or replaced while it was in use");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        deletedMeanwhile.ShouldBeFalse();
        service.Ask<string>("select event_id from processed_event order by rowid").ShouldBe(["tag-001-spotted", "tag-002-spotted"]);
        await place.Webhook.Messages.TakeAsync(2);
    }

    [Fact]
    public async Task A_ledger_that_was_replaced_by_something_else_takes_nothing()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        File.Move(place.LedgerPath, place.Folder.At("moved"));
        await File.WriteAllTextAsync(place.LedgerPath, new string('x', 5000), Cancellation);
        var first = await service.PostAsync(Calls.Tag(2));
        var second = await service.PostAsync(Calls.Tag(2));
        SqliteConnection.ClearAllPools();
        var page = await service.Client.GetAsync("/", Cancellation);
        var ready = await service.Client.GetAsync("/readyz", Cancellation);

        first.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await second.Content.ReadAsStringAsync(Cancellation)).ShouldContain("is damaged or no SQLite file");
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain("is damaged or no SQLite file");
    }
}
