using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>The service ends in the middle of its work and begins again.</summary>
public sealed class RestartTests
{
    private const int Events = 60;

    [Fact]
    public async Task A_stop_in_the_middle_loses_no_event_and_no_alert_and_judges_nothing_twice()
    {
        await using var place = await ServicePlace.OpenAsync();
        foreach (var refusal in new[] { 500, 503, 429, 500 })
        {
            place.Webhook.Refusals.Enqueue(refusal);
        }

        await place.Queues.SendAsync([.. Enumerable.Range(0, Events).Select(number => Calls.Envelope(Calls.Tag(number)))]);
        await using (var first = await place.StartAsync())
        {
            await place.Webhook.Messages.TakeAsync(10);
            await first.StopAsync();
            first.Ask<string>("select event_id from processed_event").Count.ShouldBeGreaterThanOrEqualTo(10);
        }

        await using var second = await place.StartAsync();
        await second.DeletedAsync(Events);
        await place.Webhook.Messages.TakeAsync(Events);

        second.Ask<string>("select event_id from processed_event order by 1")
            .ShouldBe(Enumerable.Range(0, Events).Select(number => $"tag-{number:000}-spotted"));
        second.Ask<long>("select count(*) from finding").ShouldBe([Events]);
        Enumerable.Range(0, Events).Where(number => !place.Posted.Contains(ManagedState.Address(number))).ShouldBeEmpty();
        place.Webhook.Messages.All.Count.ShouldBe(Events);
        (await place.Queues.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Two_services_cannot_write_one_ledger()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var first = await place.StartAsync();

        var refused = await Should.ThrowAsync<DriftStream.Ledger.LedgerUnavailableException>(() => place.StartAsync());

        refused.Message.ShouldContain("is in use by another driftstream process");
    }
}
