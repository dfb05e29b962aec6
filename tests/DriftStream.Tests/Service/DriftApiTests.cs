using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DriftStream.Core.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Drifts are asked for and decided about over HTTP.</summary>
public sealed class DriftApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_drifts_are_listed_a_page_at_a_time()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        for (var bucket = 0; bucket < 3; bucket++)
        {
            await service.PostAsync(Calls.Tag(bucket, second: bucket));
        }

        await service.PostAsync(Calls.Untag(1));

        var first = await GetAsync(service, "/api/v1/drifts?status=open&limit=1");
        Addresses(first).ShouldBe([ManagedState.Address(2)]);
        var second = await GetAsync(service, $"/api/v1/drifts?status=open&limit=1&cursor={first.GetProperty("next").GetString()}");
        Addresses(second).ShouldBe([ManagedState.Address(0)]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var resolved = (await GetAsync(service, "/api/v1/drifts?status=resolved&actor=alice@example.com&type=aws_s3_bucket&state=prod&account=111122223333&region=eu-west-1&since=2026-03-01&q=DATA_001")).GetProperty("drifts")[0];
        (resolved.GetProperty("ended").GetProperty("how").GetString(), resolved.GetProperty("ended").GetProperty("by").GetString()).ShouldBe(("reverted", "bob@example.com"));
        Addresses(await GetAsync(service, "/api/v1/drifts?actor=ALICE*&type=*_bucket&state=p*&account=1111*&region=eu-*&address=*Data_000")).ShouldBe([ManagedState.Address(0)]);
        Addresses(await GetAsync(service, "/api/v1/drifts?actor=al_ce*")).ShouldBeEmpty("only * stands for anything");
        Addresses(await GetAsync(service, "/api/v1/drifts?region=us-*")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drift_tells_what_differs_who_did_it_who_was_told_and_what_was_decided()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await place.Webhook.Messages.FirstAsync(_ => true);
        var id = await OnlyDriftAsync(service);

        var decided = await PostAsync(service, $"/api/v1/drifts/{id}/snooze", new { by = "bob", reason = "a test", until = Later(place) });
        decided.StatusCode.ShouldBe(HttpStatusCode.OK);

        var story = await GetAsync(service, $"/api/v1/drifts/{id}");
        var change = story.GetProperty("changes")[0];
        (change.GetProperty("path").GetString(), change.GetProperty("before").ValueKind, change.GetProperty("after").GetString()).ShouldBe(("tags.drift", JsonValueKind.Null, "spotted"));
        story.GetProperty("actor").GetProperty("name").GetString().ShouldBe("alice@example.com");
        story.GetProperty("events")[0].GetProperty("event").GetProperty("id").GetString().ShouldBe("tag-001-spotted");
        story.GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("what").GetString()).ShouldBe(["opened", "snooze"], ignoreOrder: true);
        story.GetProperty("notifications").EnumerateArray().Count(n => n.GetProperty("kind").GetString() == "alert").ShouldBe(1);
        var decision = story.GetProperty("decisions")[0];
        (decision.GetProperty("by").GetString(), decision.GetProperty("reason").GetString()).ShouldBe(("bob", "a test"));
        story.GetProperty("drift").GetProperty("decision").GetProperty("kind").GetString().ShouldBe("snooze");
    }

    [Theory]
    [InlineData("acknowledge", """{"by":"bob","until":"2099-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "An acknowledgement has no end")]
    [InlineData("acknowledge", """{"reason":"x"}""", HttpStatusCode.BadRequest, "Nobody is named")]
    [InlineData("snooze", """{"by":"bob"}""", HttpStatusCode.BadRequest, "It has no end")]
    [InlineData("snooze", """{"by":"bob","until":"2001-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "has passed")]
    [InlineData("snooze", """{"by":"bob","until":"2999-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "more than a year away")]
    [InlineData("snooze", """{"by":"bob","until":"soon"}""", HttpStatusCode.BadRequest, "cannot be read at `until`")]
    [InlineData("snooze", """{"by":5}""", HttpStatusCode.BadRequest, "cannot be read at `by`")]
    [InlineData("acknowledge", """{"by":"bob","untill":"2099-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "cannot be read at `untill`")]
    [InlineData("snooze", "{", HttpStatusCode.BadRequest, "The body cannot be read")]
    [InlineData("snooze", "null", HttpStatusCode.BadRequest, "has no body")]
    [InlineData("snooze", "", HttpStatusCode.BadRequest, "has no body")]
    public async Task A_mistake_is_a_sentence_and_decides_nothing(string action, string body, HttpStatusCode status, string detail)
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        var id = await OnlyDriftAsync(service);

        var answer = await service.Client.PostAsync($"/api/v1/drifts/{id}/{action}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancellation);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(detail);
        service.Ask<long>("select count(*) from decision").ShouldBe([0]);
    }

    [Fact]
    public async Task A_body_of_another_kind_and_one_that_is_too_large_are_refused_in_a_sentence()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        using var form = new FormUrlEncodedContent([new("by", "bob")]);
        using var unnamed = new ByteArrayContent("""{"by":"bob"}"""u8.ToArray());
        using var large = new StringContent($$"""{"by":"{{new string('a', 100_000)}}"}""", System.Text.Encoding.UTF8, "application/json");

        var kind = await service.Client.PostAsync("/api/v1/drifts/D-0000000000/acknowledge", form, Cancellation);
        var bare = await service.Client.PostAsync("/api/v1/drifts/D-0000000000/acknowledge", unnamed, Cancellation);
        var size = await service.Client.PostAsync("/api/v1/drifts/D-0000000000/acknowledge", large, Cancellation);

        kind.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await kind.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Send the body as JSON");
        (await bare.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Send the body as JSON");
        size.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await size.Content.ReadAsStringAsync(Cancellation)).ShouldContain("The body is larger than 64 kB");
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_over_is_said()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await service.PostAsync(Calls.Untag(1));
        var id = await OnlyDriftAsync(service);

        (await PostAsync(service, $"/api/v1/drifts/{id}/acknowledge", new { by = "bob" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(service, "/api/v1/drifts/D-0000000000/acknowledge", new { by = "bob" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Client.GetAsync("/api/v1/drifts/D-0000000000", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var question = await service.Client.GetAsync("/api/v1/drifts?status=sad&severity=huge&since=yesterday&cursor=x&limit=9999&sate=prod", Cancellation);
        question.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var detail = JsonDocument.Parse(await question.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("detail").GetString()!;
        foreach (var name in (string[])["status", "severity", "since", "cursor", "limit", "sate"])
        {
            detail.ShouldContain($"`{name}`");
        }
    }

    [Fact]
    public async Task One_decision_about_many_drifts_gives_each_its_result()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Records(Calls.Tag(1), Calls.Tag(2)));
        var ids = (await GetAsync(service, "/api/v1/drifts")).GetProperty("drifts").EnumerateArray().Select(d => d.GetProperty("id").GetString()!).ToList();

        var answer = await PostAsync(service, "/api/v1/drifts/actions", new { action = "ignore", drifts = ids.Append("D-0000000000"), by = "bob", reason = "moving", until = Later(place) });

        var results = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("results").EnumerateArray().ToList();
        results.Select(r => r.GetProperty("done").GetBoolean()).ShouldBe([true, true, false]);
        results[2].GetProperty("problem").GetString().ShouldBe("There is no drift D-0000000000.");
        (await GetAsync(service, "/api/v1/drifts?status=ignored")).GetProperty("drifts").GetArrayLength().ShouldBe(2);
        (await PostAsync(service, "/api/v1/drifts/actions", new { action = "burn", drifts = ids, by = "bob" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(service, "/api/v1/drifts/actions", new { action = "0", drifts = ids, by = "bob" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(service, "/api/v1/drifts/actions", new { action = "acknowledge", drifts = (string?[])[null], by = "bob" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_asks_or_decides_without_the_key()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Http__ApiKey"] = "a-key-that-is-long-enough";
        await using var service = await place.StartAsync();

        (await service.Client.GetAsync("/api/v1/drifts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.Client.GetAsync("/api/v1/drifts/D-0000000000", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(service, "/api/v1/drifts/D-0000000000/ignore", new { by = "bob" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(service, "/api/v1/drifts/actions", new { action = "ignore" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(service, "/api/v1/drifts/D-0000000000/ignore", new { by = 5 })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_calls_describe_themselves()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        var paths = (await GetAsync(service, "/openapi/v1.json")).GetProperty("paths");

        foreach (var path in (string[])["", "/{id}", "/{id}/acknowledge", "/{id}/snooze", "/{id}/ignore", "/actions"])
        {
            paths.TryGetProperty("/api/v1/drifts" + path, out _).ShouldBeTrue(path);
        }
    }

    [Fact]
    public async Task A_call_of_Terraform_that_waits_is_counted_where_health_is_shown()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Hold__WithoutWindow"] = "1.00:00:00";
        await using var service = await place.StartAsync();

        await service.PostAsync(Ledger.Lives.LiveLedger.Apply(Calls.Tag(1)));

        (await GetAsync(service, "/readyz")).ToString().ShouldContain("0 confirmed by a state, 0 not checked, 1 waiting for their state");
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain("1 waiting for their state");
        service.Ask<string>("select verdict from processed_event").ShouldBe([Verdict.Terraform.Word()]);
    }

    private static DateTimeOffset Later(ServicePlace place) => place.Queues.Time.GetUtcNow().AddDays(100);

    private static async Task<string> OnlyDriftAsync(RunningService service) =>
        (await GetAsync(service, "/api/v1/drifts")).GetProperty("drifts").EnumerateArray().Single().GetProperty("id").GetString()!;

    private static IEnumerable<string?> Addresses(JsonElement page) => page.GetProperty("drifts").EnumerateArray().Select(d => d.GetProperty("address").GetString());

    private static async Task<JsonElement> GetAsync(RunningService service, string path) =>
        JsonDocument.Parse(await service.Client.GetStringAsync(path, Cancellation)).RootElement;

    private static Task<HttpResponseMessage> PostAsync(RunningService service, string path, object body) => service.Client.PostAsJsonAsync(path, body, Cancellation);
}
