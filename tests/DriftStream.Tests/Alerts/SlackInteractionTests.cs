using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Alerts;
using DriftStream.Alerts.Bot;
using DriftStream.Alerts.Interactions;
using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Ledger.Lives;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class SlackInteractionTests : IAsyncLifetime
{
    private const string Drift = "D-7K2M9QXA4T";
    private const string GoneDigest = "B-0000000000";
    private readonly ManualTime _clock = new();
    private readonly List<DriftDecision> _decisions = [];
    private readonly LogOfEverything _log = new();
    private string? _problem;
    private FakeSlack _slack = null!;
    private SlackOptions _options = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _options = _slack.Options;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(Options.Create(_options))
            .AddSingleton(Fixed.Of(new AlertOptions { TimeZone = "Europe/Berlin" }))
            .AddSingleton(new SinkParts(AlertContext.Empty, new SinkClients(), TimeProvider.System))
            .AddSingleton<SlackApi>().AddSingleton<SlackSignature>().AddSingleton<SlackRefusals>().AddSingleton<SlackRights>().AddSingleton<SlackPresses>()
            .AddSingleton<DigestDrifts>(digest => digest == GoneDigest ? [] : ["D-1", "D-2", "D-3"])
            .AddSingleton<CarryOutDecision>((decision, _) =>
            {
                lock (_decisions)
                {
                    _decisions.Add(decision);
                }

                return Task.FromResult(_problem);
            });
        _app = builder.Build();
        _app.MapSlackInteractions();
        await _app.StartAsync(Cancel);
        _client = new() { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public void The_signature_is_the_one_of_Slacks_documentation() =>
        SlackSignature.Sign(
            Encoding.UTF8.GetBytes("8f742231b10e8888abcd99yyyzzz85a5"),
            "1531420618",
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"u8)
            .ShouldBe("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

    [Fact]
    public async Task Acknowledge_decides_in_the_name_of_whoever_the_signed_payload_says()
    {
        (await PressAsync("ack", Drift)).ShouldBe(HttpStatusCode.OK);

        _decisions.ShouldBe([new(Drift, DecisionKind.Acknowledge, "slack:T0TEAM/U0ALICE", "alice", null, null)]);
    }

    [Theory]
    [InlineData("1h", 60)]
    [InlineData("7d", 7 * 24 * 60)]
    [InlineData("tomorrow", 18 * 60)] // 14:00 UTC is 15:00 in Berlin, and 09:00 there is 08:00 UTC
    public async Task Temporary_decides_until_the_chosen_time(string term, int minutes)
    {
        (await PressAsync("lease", $"{Drift}:{term}")).ShouldBe(HttpStatusCode.OK);

        _decisions.ShouldHaveSingleItem().ShouldBe(new(Drift, DecisionKind.Snooze, "slack:T0TEAM/U0ALICE", "alice", null, _clock.GetUtcNow().AddMinutes(minutes)));
    }

    [Fact]
    public async Task Ignore_opens_a_dialog_and_decides_when_it_is_sent()
    {
        (await PressAsync("ignore", Drift)).ShouldBe(HttpStatusCode.OK);
        var (method, arguments) = _slack.Calls.ShouldHaveSingleItem();
        (await SubmitAsync(Drift, "they test there", "2026-04-01")).ShouldBeNull();

        method.ShouldBe("views.open");
        arguments["view"]!.ToJsonString().ShouldBeApprovedJson("bot-ignore-dialog");
        _slack.Broken.ShouldBeEmpty();
        _decisions.ShouldHaveSingleItem().ShouldBe(
            new(Drift, DecisionKind.Ignore, "slack:T0TEAM/U0ALICE", "alice", "they test there", new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("", "2026-04-01", "reason")]
    [InlineData("they test there", "2026-03-02", "end")]
    [InlineData("they test there", "2046-03-02", "end")]
    [InlineData("they test there", null, "end")]
    public async Task A_dialog_without_reason_or_end_comes_back_with_the_field_marked(string reason, string? end, string field)
    {
        var answer = await SubmitAsync(Drift, reason, end);

        answer!["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field]);
        _decisions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digests_button_decides_about_all_its_drifts()
    {
        (await PressAsync("ack", "B-0123456789")).ShouldBe(HttpStatusCode.OK);

        _decisions.Select(d => d.Drift).ShouldBe(["D-1", "D-2", "D-3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_presses_the_button_of_a_digest_that_is_gone_is_told_so()
    {
        await PressAsync("ack", GoneDigest);

        _decisions.ShouldBeEmpty();
        _slack.Calls.ShouldHaveSingleItem().Arguments["text"]!.GetValue<string>().ShouldContain("not in the ledger any more");
    }

    [Fact]
    public async Task Whoever_has_no_right_is_told_so_alone()
    {
        _options.MayAct.Add("U0BOB");
        _options.MayAct.Add("S0OPS");
        _slack.Groups["S0OPS"] = ["U0CAROL"];

        await PressAsync("ack", Drift);
        await PressAsync("ack", Drift, user: "U0CAROL");
        await PressAsync("ack", Drift, user: "U0BOB");

        _decisions.Select(d => d.By).ShouldBe(["slack:T0TEAM/U0CAROL", "slack:T0TEAM/U0BOB"]);
        var (_, told) = _slack.Calls.Single(c => c.Method == "chat.postEphemeral");
        (told["user"]!.GetValue<string>(), told["channel"]!.GetValue<string>()).ShouldBe(("U0ALICE", "C0DRIFT"));
        told["text"]!.GetValue<string>().ShouldBe(SlackPresses.NoRight);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_carried_out_is_told_to_whoever_pressed()
    {
        _problem = "The drift has ended <already>.";

        await PressAsync("ack", Drift);

        _slack.Calls.ShouldHaveSingleItem().Arguments["text"]!.GetValue<string>().ShouldBe("The drift has ended &lt;already&gt;.");
    }

    [Fact]
    public async Task Only_what_Slack_signed_within_five_minutes_counts_and_only_once()
    {
        var body = Body("ack", Drift);

        (await SendAsync(body, signature: "v0=" + new string('0', 64))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(body, signature: "")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(body, age: TimeSpan.FromMinutes(6))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(body, age: -TimeSpan.FromMinutes(6))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(body)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(body)).ShouldBe(HttpStatusCode.Unauthorized);

        _decisions.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, "v0=0000", "does not fit Slack:SigningSecret")]
    [InlineData(0, "", "bears no signature")]
    [InlineData(6, null, "was signed 360 s ago")]
    [InlineData(-6, null, "was signed 360 s in the future")]
    public async Task The_log_says_why_a_press_does_not_count_and_does_not_repeat_it(int minutes, string? signature, string reason)
    {
        await SendAsync(Body("ack", Drift), TimeSpan.FromMinutes(minutes), signature);
        await SendAsync(Body("ack", Drift), TimeSpan.FromMinutes(minutes), signature);

        _log.Text.Split(reason).Length.ShouldBe(2);
        _log.Text.ShouldNotContain(_options.SigningSecret!.Reveal());
    }

    [Theory]
    [InlineData("payload=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("payload=[]", HttpStatusCode.BadRequest)]
    [InlineData("nothing", HttpStatusCode.BadRequest)]
    [InlineData("payload={\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[]}", HttpStatusCode.OK)]
    [InlineData("payload={\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[{\"action_id\":\"ack\",\"value\":\"' or 1=1\"}]}", HttpStatusCode.OK)]
    public async Task Whatever_else_is_signed_decides_nothing(string body, HttpStatusCode status)
    {
        (await SendAsync(body)).ShouldBe(status);

        _decisions.ShouldBeEmpty();
    }

    private Task<HttpStatusCode> PressAsync(string action, string value, string user = "U0ALICE") => SendAsync(Body(action, value, user));

    private static string Body(string action, string value, string user = "U0ALICE")
    {
        JsonObject pressed = action == "lease"
            ? new() { ["action_id"] = action, ["selected_option"] = new JsonObject { ["value"] = value } }
            : new() { ["action_id"] = action, ["value"] = value };
        return "payload=" + Uri.EscapeDataString(new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = user, ["username"] = "alice" },
            ["team"] = new JsonObject { ["id"] = "T0TEAM" },
            ["channel"] = new JsonObject { ["id"] = "C0DRIFT" },
            ["trigger_id"] = "1.2.3",
            ["actions"] = new JsonArray(pressed),
        }.ToJsonString());
    }

    private async Task<JsonNode?> SubmitAsync(string drift, string reason, string? end)
    {
        var body = "payload=" + Uri.EscapeDataString(new JsonObject
        {
            ["type"] = "view_submission",
            ["user"] = new JsonObject { ["id"] = "U0ALICE", ["username"] = "alice" },
            ["team"] = new JsonObject { ["id"] = "T0TEAM" },
            ["view"] = new JsonObject
            {
                ["callback_id"] = "ignore",
                ["private_metadata"] = drift,
                ["state"] = new JsonObject
                {
                    ["values"] = new JsonObject
                    {
                        ["reason"] = new JsonObject { ["text"] = new JsonObject { ["value"] = reason } },
                        ["end"] = new JsonObject { ["date"] = new JsonObject { ["selected_date"] = end } },
                    },
                },
            },
        }.ToJsonString());
        using var response = await _client.SendAsync(Request(body, TimeSpan.Zero, null), Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private async Task<HttpStatusCode> SendAsync(string body, TimeSpan age = default, string? signature = null)
    {
        using var response = await _client.SendAsync(Request(body, age, signature), Cancel);
        return response.StatusCode;
    }

    private HttpRequestMessage Request(string body, TimeSpan age, string? signature)
    {
        var time = (_clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, "/slack/interactions") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add(SlackSignature.TimeHeader, time);
        request.Headers.TryAddWithoutValidation(
            SlackSignature.SignatureHeader, signature ?? SlackSignature.Sign(Encoding.UTF8.GetBytes(_options.SigningSecret!.Reveal()), time, Encoding.UTF8.GetBytes(body)));
        return request;
    }
}
