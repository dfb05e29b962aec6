using System.Net;
using System.Text.Json.Nodes;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>The audit over HTTP and beside the running service.</summary>
public sealed class EventAuditTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_are_listed_page_by_page_the_last_recorded_first()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        foreach (var bucket in Enumerable.Range(1, 5))
        {
            await service.PostAsync(Calls.Tag(bucket, second: bucket, who: bucket == 4 ? "bob@example.com" : "alice@example.com"));
        }

        var first = await GetAsync(service, "/api/v1/events?actor=alice*&limit=2");
        var second = await GetAsync(service, $"/api/v1/events?actor=alice*&limit=2&cursor={first["next"]}");

        Ids(first).ShouldBe(["tag-005-spotted", "tag-003-spotted"]);
        Ids(second).ShouldBe(["tag-002-spotted", "tag-001-spotted"]);
        second["next"].ShouldBeNull();
        Ids(await GetAsync(service, "/api/v1/events?severity=high")).ShouldBeEmpty();
        first["events"]![0]!.ToJsonString().ShouldBeApprovedJson("event-audit");
    }

    [Theory]
    [InlineData("verdict=terraform", "verdict is 'terraform': it must be one of drift, touched, deleted, attached, unmanaged, reverted")]
    [InlineData("severity=bad", "severity is 'bad': it must be one of info, low, medium, high, critical.")]
    [InlineData("since=yesterday", "since is 'yesterday': it must be a moment such as 2026-03-02T14:00:00Z, or how long ago, such as 2d or 4h.")]
    [InlineData("limit=0", "limit is '0': it must be a number from 1 to 1000.")]
    [InlineData("cursor=x", "cursor is 'x': it must be what \"next\" said.")]
    [InlineData("who=alice", "who is no filter. Known: actor, team, address,")]
    public async Task A_filter_that_cannot_be_used_is_refused_in_words(string query, string sentence)
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        using var answer = await service.Client.GetAsync($"/api/v1/events?{query}", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        problem["detail"]!.GetValue<string>().ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_recorded_event_is_explained()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await service.PostAsync(Calls.Tag(2).Replace("acme-data-002", "a-bucket-of-nobody", StringComparison.Ordinal));

        var explained = await GetAsync(service, "/api/v1/events/tag-001-spotted/explain");
        using var unknown = await service.Client.GetAsync("/api/v1/events/no-such-event/explain", Cancellation);
        using var notKept = await service.Client.GetAsync("/api/v1/events/tag-002-spotted/explain", Cancellation);

        explained["event"]!.GetValue<string>().ShouldBe("tag-001-spotted");
        explained["steps"]!.AsArray().Select(step => step!["name"]!.GetValue<string>()).ShouldContain("compare");
        explained["findings"]![0]!["verdict"]!.GetValue<string>().ShouldBe("drift");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await notKept.Content.ReadAsStringAsync(Cancellation)).ShouldContain("judged as not-managed and no record of it was kept");
    }

    [Fact]
    public async Task A_recorded_event_leads_to_all_that_proves_it()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        var shown = await GetAsync(service, "/api/v1/events/tag-001-spotted");
        using var unknown = await service.Client.GetAsync("/api/v1/events/no-such-event", Cancellation);

        shown["content"]!["eventID"]!.GetValue<string>().ShouldBe("tag-001-spotted");
        shown["record"]!["sha256"]!.GetValue<string>().Length.ShouldBe(64);
        shown["states"]![0]!["serial"]!.GetValue<long>().ShouldBeGreaterThan(0);
        shown["findings"]![0]!["verdict"]!.GetValue<string>().ShouldBe("drift");
        shown["chain"]!["row"]!.GetValue<long>().ShouldBe(2);
        shown["explain"]!["steps"]!.AsArray().ShouldNotBeEmpty();
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_who_shows_the_key_may_read_the_audit()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Http__ApiKey"] = "a-key-that-is-long-enough";
        await using var service = await place.StartAsync();

        using var list = await service.Client.GetAsync("/api/v1/events", Cancellation);
        using var explain = await service.Client.GetAsync("/api/v1/events/x/explain", Cancellation);

        list.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        explain.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_verb_lists_and_verifies_while_the_service_runs()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        var listed = await AuditAsync(place, "--output", "ndjson");
        var verified = await AuditAsync(place, "--verify");
        await service.PostAsync(Calls.Untag(1));
        var after = await AuditAsync(place, "--actor", "bob*");

        JsonNode.Parse(listed.Output)!["event"]!["id"]!.GetValue<string>().ShouldBe("tag-001-spotted");
        listed.ErrorLines.ShouldBe(["1 finding by 1 actor; open now: 1 drift.", "  alice@example.com: 1 (drift 1), 1 open now"]);
        verified.ExitCode.ShouldBe(0);
        after.ErrorLines.ShouldBe(["1 finding by 1 actor; open now: 0 drifts.", "  bob@example.com: 1 (reverted 1)"]);
    }

    private static Task<ProgramOutcome> AuditAsync(ServicePlace place, params string[] options) =>
        new ProgramUnderTest(place.Folder) { Parts = new ProgramParts(), Environment = place.Settings }.RunAsync(["audit", .. options]);

    private static async Task<JsonNode> GetAsync(RunningService service, string path) =>
        JsonNode.Parse(await service.Client.GetStringAsync(path, Cancellation))!;

    private static IEnumerable<string> Ids(JsonNode page) => page["events"]!.AsArray().Select(finding => finding!["event"]!["id"]!.GetValue<string>());
}
