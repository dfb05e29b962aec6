using System.Net;
using DriftStream.Web;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class ReadinessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_can_judge_is_ready()
    {
        await using var server = await LiveServer.StartAsync();

        (await server.Client.GetAsync("/readyz", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.GetStringAsync("/healthz", Cancellation)).ShouldBe("alive\n");
    }

    [Fact]
    public async Task Each_thing_that_is_missing_is_named_with_its_reason()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Health = new DetectionHealth(
            new QueueHealth("The queue does not exist.", null), new StatesHealth(2, 1, 5, ["prod: access denied."]),
            new EventsHealth(0, null, null), null, "The disk is full.");

        var answer = await server.Client.GetAsync("/readyz", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(
            """{"ready":false,"checks":[{"name":"states","ready":false,"reason":"prod: access denied."},{"name":"queue","ready":false,"reason":"The queue does not exist."},{"name":"ledger","ready":false,"reason":"The disk is full."}]}""");
    }

    [Fact]
    public async Task Without_any_state_nothing_can_be_judged_rightly_and_a_missing_queue_is_no_fault()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Health = server.Ledger.Health with { Queue = null, States = new StatesHealth(0, 0, 0, []) };

        var answer = await server.Client.GetAsync("/readyz", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        text.ShouldContain("\"name\":\"states\",\"ready\":false");
        text.ShouldContain("\"name\":\"queue\",\"ready\":true");
    }

    [Fact]
    public async Task Reasons_are_for_those_with_the_key()
    {
        await using var server = await LiveServer.StartAsync("a-key-that-is-long-enough");
        server.Ledger.Health = server.Ledger.Health with { LedgerProblem = "The disk is full." };

        var answer = await server.Client.GetAsync("/readyz", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("disk");
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var server = await LiveServer.StartAsync();

        var text = await server.Client.GetStringAsync("/openapi/v1.json", Cancellation);

        text.ShouldContain("\"/api/v1/events\"");
        text.ShouldContain("\"/api/v1/stream\"");
        text.ShouldContain("text/event-stream");
        text.ShouldNotContain("/live/findings");
    }
}
