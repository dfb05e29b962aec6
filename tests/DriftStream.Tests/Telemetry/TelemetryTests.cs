using DriftStream.Telemetry;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Telemetry;

/// <summary>What a collector gets from a running service.</summary>
public sealed class TelemetryTests
{
    private const string Token = "a-token-of-this-test-only";

    [Fact]
    public async Task One_trace_leads_from_the_queue_over_the_ledger_to_the_alert()
    {
        await using var collector = await Collector.StartAsync();
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Telemetry__Otlp"] = collector.Url;
        place.Settings["DriftStream__Telemetry__OtlpHeaders"] = $"x-token={Token}";
        await using (var service = await place.StartAsync())
        {
            await place.Queues.SendAsync(Calls.Envelope(Calls.Tag(1, id: "traced-1")), Calls.ChangePassword());
            await place.Webhook.Messages.TakeAsync(2);
            await service.DeletedAsync(2);
        }

        var judge = Span(collector, "judge", "traced-1");
        var commit = Span(collector, "commit", "traced-1");
        var process = collector.Spans.Single(span => span.Id == judge.Parent);
        process.Name.ShouldBe("process driftstream");
        process.Tags["messaging.system"].ShouldBe("aws_sqs");
        (commit.Trace, commit.Parent).ShouldBe((process.Trace, process.Id));
        judge.Tags["driftstream.verdict"].ShouldBe("drift");
        var send = Span(collector, "send slack", "traced-1");
        (send.Trace, send.Parent).ShouldBe((process.Trace, process.Id));
        send.Tags["driftstream.drift.id"].ShouldBe(judge.Tags["driftstream.drift.id"]);
        send.Tags["driftstream.outcome"].ShouldBe("taken");
        collector.Tokens.ShouldAllBe(token => token == Token);
        foreach (var secret in new[] { WebhookReceiver.SecretPath, ManagedState.Password, ManagedState.Token, Token })
        {
            collector.Text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{secret} is in the telemetry");
        }
    }

    [Fact]
    public async Task Metrics_tell_of_events_times_and_health()
    {
        await using var collector = await Collector.StartAsync();
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        await using (var service = await place.StartAsync())
        {
            await place.Queues.SendAsync(Calls.Envelope(Calls.Tag(1)));
            await service.PostAsync("""{"detail-type":"Scheduled Event","source":"aws.events","detail":{}}""");
            await place.Webhook.Messages.TakeAsync(1);
            await service.DeletedAsync(1);
        }

        collector.MetricNames.Where(name => name.StartsWith("driftstream.", StringComparison.Ordinal)).ShouldBe(Documented(), ignoreOrder: true);
    }

    [Theory]
    [InlineData(null, "", false)]
    [InlineData("http://127.0.0.1:4318", "", true)]
    [InlineData(null, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318", true)]
    [InlineData("http://127.0.0.1:4318", "OTEL_SDK_DISABLED=true", false)]
    public void Nothing_is_sent_unless_somebody_asks_for_it(string? otlp, string variable, bool isOn)
    {
        var environment = variable.Split('=') is [var name, var value] ? new Dictionary<string, string> { [name] = value } : [];

        new OtlpTarget(new() { Otlp = otlp is null ? null : new Uri(otlp) }, environment).IsOn.ShouldBe(isOn);
    }

    private static CollectedSpan Span(Collector collector, string name, string eventId) =>
        collector.Spans.Single(span => span.Name == name && span.EventId == eventId);

    private static List<string> Documented() =>
        [.. File.ReadLines(Path.Combine(Checkout.Root, "docs", "operations.md")).Where(line => line.StartsWith("| `driftstream.", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
}
