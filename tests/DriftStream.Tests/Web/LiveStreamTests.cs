using System.Net.ServerSentEvents;
using System.Text.Json;
using DriftStream.Core.Judging;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class LiveStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_get_each_finding_in_the_one_shape_as_it_happens()
    {
        await using var server = await LiveServer.StartAsync();
        await using var events = Events(await server.Client.GetStreamAsync("/api/v1/stream", Cancellation));
        await server.Ledger.SomebodyListensAsync(Cancellation);

        server.Ledger.Record(Story.TagAdded);
        server.Ledger.Record(Story.PortOpened);

        (await NextAsync(events)).ShouldBe(new("finding", FindingJson.ToJson(Story.TagAdded.Finding)));
        var second = await NextAsync(events);
        JsonDocument.Parse(second.Data).RootElement.GetProperty("severity").GetString().ShouldBe("critical");
    }

    [Fact]
    public async Task An_open_page_gets_the_new_row_rendered()
    {
        await using var server = await LiveServer.StartAsync();
        await using var events = Events(await server.Client.GetStreamAsync("/live/findings", Cancellation));
        await server.Ledger.SomebodyListensAsync(Cancellation);

        server.Ledger.Record(Story.PortOpened);

        var row = await NextAsync(events, item => item.Data.Contains("class=\"find critical\""));
        row.Event.ShouldBe("finding");
        row.Data.ShouldStartWith("<li id=\"f-");
        row.Data.ShouldContain("<bdi>tcp/22</bdi>");
    }

    [Fact]
    public async Task A_page_that_connects_late_gets_what_happened_before()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Record(Story.TagAdded);

        await using var events = Events(await server.Client.GetStreamAsync("/live/findings", Cancellation));

        (await NextAsync(events, item => item.Event == "finding" && item.Data.Contains("class=\"find"))).Data.ShouldContain("drift=spotted");
    }

    [Fact]
    public async Task When_a_drift_ends_the_row_that_opened_it_is_sent_again_as_past()
    {
        await using var server = await LiveServer.StartAsync(time: new FixedTime(Story.Start.AddSeconds(1120)));
        server.Ledger.Record(Story.PortOpened);
        await using var events = Events(await server.Client.GetStreamAsync("/live/findings", Cancellation));
        var opened = await NextAsync(events, item => item.Data.Contains("class=\"find critical\""));

        server.Ledger.Record(Story.PortOpenedAndClosedLater, Story.PortClosed);

        var again = await NextAsync(events, item => item.Data.Contains("class=\"find critical past\""));
        again.Data[..30].ShouldBe(opened.Data[..30], "the same element");
        again.Data.ShouldContain("Resolved 14:21");
        (await NextAsync(events, item => item.Data.Contains("class=\"find ok past\""))).Data.ShouldContain("Resolved after 13 min");
    }

    [Fact]
    public async Task Open_streams_do_not_keep_the_program_from_stopping()
    {
        var server = await LiveServer.StartAsync();
        await using var events = Events(await server.Client.GetStreamAsync("/api/v1/stream", Cancellation));
        await server.Ledger.SomebodyListensAsync(Cancellation);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        (await events.MoveNextAsync()).ShouldBeFalse();
        await server.DisposeAsync();
    }

    private static IAsyncEnumerator<SseItem<string>> Events(Stream stream) =>
        SseParser.Create(stream).EnumerateAsync(Cancellation).GetAsyncEnumerator(Cancellation);

    private static async Task<Received> NextAsync(IAsyncEnumerator<SseItem<string>> events, Func<Received, bool>? wanted = null)
    {
        while (await events.MoveNextAsync())
        {
            var received = new Received(events.Current.EventType, events.Current.Data);
            if (wanted is null || wanted(received))
            {
                return received;
            }
        }

        throw new InvalidOperationException("The stream ended before the event that was waited for.");
    }

    private sealed record Received(string Event, string Data);
}
