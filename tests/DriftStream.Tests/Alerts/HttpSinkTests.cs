using System.Text.Json.Nodes;
using DriftStream.Alerts;
using DriftStream.Alerts.Bot;
using DriftStream.Alerts.Sinks;
using DriftStream.Tests.Ledger;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>Sinks that post to one address.</summary>
public abstract class HttpSinkSuite : SinkSuite
{
    private protected SlackReceiver Receiver { get; private set; } = null!;

    private protected override async Task<IAlertSink> OpenAsync(SinkParts parts)
    {
        Receiver = await SlackReceiver.StartAsync();
        return Sink(parts);
    }

    private protected abstract IAlertSink Sink(SinkParts parts);

    private protected override Task<IReadOnlyList<string>> TakenAsync() => Task.FromResult(Receiver.Drain());

    private protected override void Answer(SinkOutcome outcome) => _ = outcome switch
    {
        SinkOutcome.TooFast => Receiver.Answers(429, retryAfter: "7"),
        SinkOutcome.TryAgain => Receiver.Answers(503, Secret),
        _ => Receiver.Answers(404, Secret),
    };

    private protected override ValueTask CloseAsync() => Receiver.DisposeAsync();
}

public sealed class SlackWebhookSinkTests : HttpSinkSuite
{
    private protected override IAlertSink Sink(SinkParts parts) =>
        new SlackWebhook(Options.Create(new SlackOptions { WebhookUrl = new(Receiver.Url) }), parts);

    private protected override void ShouldBeWithinLimits(string message) => JsonNode.Parse(message)!.ShouldFitSlack();
}

public sealed class WebhookSinkTests : HttpSinkSuite
{
    [Fact]
    public async Task It_signs_what_it_sends_so_that_the_receiver_can_check_it()
    {
        var headers = new Dictionary<string, string>();
        Receiver.Answers(context =>
        {
            context.Request.Headers.ToList().ForEach(h => headers[h.Key] = h.Value.ToString());
            return Task.CompletedTask;
        });
        using var webhook = (Webhook)Sink(new(AlertContext.Empty, new SinkClients(), TimeProvider.System));
        var finding = Facts.Finding(Facts.Event("e1"), Core.Judging.Verdict.Drift, "D-1");

        await webhook.TellAsync(new DriftNews("A-1", "", new("A-1", finding, null, 1)), Cancel);

        var body = (await TakenAsync()).ShouldHaveSingleItem();
        headers[Webhook.IdHeader].ShouldBe("A-1");
        headers[Webhook.SignatureHeader].ShouldBe(Webhook.Sign(System.Text.Encoding.UTF8.GetBytes(Secret), headers[Webhook.TimeHeader], System.Text.Encoding.UTF8.GetBytes(body)));
        body.ShouldBeApprovedJson("webhook-alert");
    }

    private protected override IAlertSink Sink(SinkParts parts) => new Webhook(new() { Url = new(Receiver.Url), Secret = new(Secret) }, parts);

    private protected override void ShouldBeWithinLimits(string message) => JsonNode.Parse(message)!["alert"]!.GetValue<string>().ShouldStartWith("A-");
}

public sealed class TeamsSinkTests : HttpSinkSuite
{
    private protected override IAlertSink Sink(SinkParts parts) => new Teams(new() { Url = new(Receiver.Url) }, parts);

    private protected override void ShouldBeWithinLimits(string message)
    {
        System.Text.Encoding.UTF8.GetByteCount(message).ShouldBeLessThanOrEqualTo(Teams.MostBytes);
        var card = JsonNode.Parse(message)!["attachments"]![0]!["content"]!;
        // Only text runs hold text, in which nothing is markup.
        Kinds(card["body"]).ShouldBeSubsetOf(["Container", "RichTextBlock", "TextRun"]);
        card["actions"]!.AsArray().ToList().ForEach(a => a!["url"]!.GetValue<string>().ShouldStartWith("https://"));
    }

    private static IEnumerable<string> Kinds(JsonNode? node) => node switch
    {
        JsonObject map => (map["type"] is { } type ? [type.GetValue<string>()] : Array.Empty<string>()).Concat(map.SelectMany(m => Kinds(m.Value))).Distinct(),
        JsonArray list => list.SelectMany(Kinds).Distinct(),
        _ => [],
    };
}

public sealed class PagerDutySinkTests : HttpSinkSuite
{
    private protected override IAlertSink Sink(SinkParts parts) => new PagerDuty(new() { RoutingKey = new(Secret), Url = new(Receiver.Url) }, parts);

    private protected override void ShouldBeWithinLimits(string message)
    {
        var body = JsonNode.Parse(message)!;
        new[] { "trigger", "acknowledge", "resolve" }.ShouldContain(body["event_action"]!.GetValue<string>());
        body["dedup_key"]!.GetValue<string>().Length.ShouldBeInRange(1, 255);
        System.Text.Encoding.UTF8.GetByteCount(message).ShouldBeLessThan(512 * 1024);
        (body["payload"]?["summary"]?.GetValue<string>().Length ?? 0).ShouldBeLessThanOrEqualTo(1_024);
        (body["payload"]?["severity"]?.GetValue<string>() ?? "info").ShouldBeOneOf("critical", "error", "warning", "info");
    }
}

public sealed class SlackBotSinkTests : SinkSuite
{
    private FakeSlack _slack = null!;

    private protected override async Task<IAlertSink> OpenAsync(SinkParts parts)
    {
        _slack = await FakeSlack.StartAsync();
        var options = Options.Create(_slack.Options);
        return new SlackBot(new SlackApi(options, parts), options, parts.Context);
    }

    private protected override Task<IReadOnlyList<string>> TakenAsync() => Task.FromResult<IReadOnlyList<string>>([.. _slack.Calls.Select(c => c.Arguments.ToJsonString())]);

    private protected override void Answer(SinkOutcome outcome) => _ = outcome switch
    {
        SinkOutcome.TooFast => _slack.Answers(429, retryAfter: "7"),
        SinkOutcome.TryAgain => _slack.Fails("internal_error"),
        _ => _slack.Fails("token_revoked"),
    };

    private protected override void ShouldBeWithinLimits(string message)
    {
        JsonNode.Parse(message)!.ShouldFitSlack();
        _slack.Broken.ShouldBeEmpty();
    }

    private protected override ValueTask CloseAsync() => _slack.DisposeAsync();
}
