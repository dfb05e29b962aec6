using System.Net;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Terraform writes the state while the service runs.</summary>
public sealed class StateChangeTests
{
    private const int Loaded = 1400;
    private const int Problem = 1401;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_that_is_written_anew_is_what_later_events_are_compared_with()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        Rewrite(place, ManagedState.Of(ServicePlace.Buckets, drift: "spotted", serial: 2));
        await place.Log.Lines.TakeAsync(2, line => line.Id == Loaded);
        await service.PostAsync(Calls.Tag(2));
        await service.PostAsync(Calls.Tag(3, value: "other"));

        service.Ask<string>("select event_id || ' ' || verdict from processed_event order by rowid")
            .ShouldBe(["tag-001-spotted drift", "tag-002-spotted in-sync", "tag-003-other drift"]);
    }

    [Fact]
    public async Task A_drift_ends_when_the_state_has_caught_up_and_people_are_told()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await place.Webhook.Messages.TakeAsync(1);

        Rewrite(place, ManagedState.Of(ServicePlace.Buckets, drift: "spotted", serial: 2));

        (await place.Webhook.Messages.TakeAsync(2))[1].ShouldContain("aws_s3_bucket.data_001");
        service.Ask<string>("select status || ' ' || resolved_how || ' ' || resolved_serial from drift").ShouldBe(["resolved adopted 2"]);
    }

    [Fact]
    public async Task A_state_that_breaks_leaves_the_old_one_in_use_and_says_so()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        Rewrite(place, "{ \"version\": 4, \"resources\": [");
        await place.Log.Lines.FirstAsync(line => line.Id == Problem);
        await service.PostAsync(Calls.Tag(1));

        service.Ask<string>("select verdict from processed_event").ShouldBe(["drift"]);
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain("State &#x27;prod&#x27;");
        var ready = await service.Client.GetAsync("/readyz", Cancellation);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain("prod");

        Rewrite(place, ManagedState.Of(ServicePlace.Buckets, drift: "spotted", serial: 3));
        await place.Log.Lines.TakeAsync(3, line => line.Id == Loaded);
        await service.PostAsync(Calls.Tag(2));
        service.Ask<string>("select verdict from processed_event order by rowid").ShouldBe(["drift", "in-sync"]);
    }

    [Fact]
    public async Task A_state_that_goes_away_stays_in_use_until_it_is_back()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        File.Delete(place.Folder.At("prod.tfstate"));
        var told = await place.Log.Lines.FirstAsync(line => line.Id == Problem);
        told.Text.ShouldContain("no such file or folder, and nothing that matches), so it stays in use as it was read last (serial 1, written ");
        await service.PostAsync(Calls.Tag(1));
        Rewrite(place, ManagedState.Of(ServicePlace.Buckets, drift: "spotted", serial: 2));
        await place.Log.Lines.TakeAsync(3, line => line.Id == Loaded);
        await service.PostAsync(Calls.Tag(2));

        service.Ask<string>("select verdict from processed_event order by rowid").ShouldBe(["drift", "in-sync"]);
    }

    [Fact]
    public async Task A_lock_that_was_left_behind_is_told_where_health_is()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Folder.Write("prod.tfstate.tflock", """{"ID":"5b1c","Operation":"OperationTypeApply","Who":"bob@laptop","Created":"2020-01-01T00:00:00Z"}""");

        await using var service = await place.StartAsync();

        var ready = await service.Client.GetAsync("/readyz", Cancellation);
        (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain("has been locked for an apply since 2020-01-01T00:00:00Z by bob@laptop");
        place.Log.Lines.All.Count(line => line.Id == Problem && line.Text.Contains("bob@laptop", StringComparison.Ordinal)).ShouldBe(1);
    }

    // As Terraform's backends do: nobody sees half a file.
    private static void Rewrite(ServicePlace place, string state) =>
        File.Move(place.Folder.Write("prod.tfstate.new", state), place.Folder.At("prod.tfstate"), overwrite: true);
}
