using System.Text.Json.Nodes;
using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>Slack's incoming webhook, which edits nothing, in every ledger.</summary>
public abstract class WebhookLaneSuite
{
    private readonly ManualTime _clock = new();

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task Alert_and_resolve_are_two_messages_in_their_order()
    {
        using var ledger = await OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, Webhook(slack));

        await lane.RecordAsync(Buckets.Set(1), Buckets.Unset(1));
        await lane.SettleAsync();

        slack.Drain().Select(TextOf).ShouldBe(
        [
            "Low: carol@example.com added tag drift = spotted on aws_s3_bucket.data[1] (console, 111122223333 eu-west-1)",
            "Resolved: carol@example.com removed tag drift from aws_s3_bucket.data[1] again (console, 111122223333 eu-west-1); it was open for 1 min 0 s",
        ]);
    }

    [Fact]
    public async Task A_burst_is_told_in_one_digest_and_what_follows_in_one_more()
    {
        using var ledger = await OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, Webhook(slack), publicUrl: new("https://drift.acme.example/"));

        for (var i = 1; i <= 100; i++)
        {
            await lane.RecordAsync(Buckets.Set(i, second: i));
            await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        }

        await lane.SettleAsync();

        var texts = slack.Drain().Select(TextOf).ToList();
        texts.Count.ShouldBe(5);
        texts[3].ShouldStartWith("Low: carol@example.com changed 61 resources in 1 min 0 s");
        texts[4].ShouldStartWith("More: carol@example.com changed 36 resources in 35 s");
    }

    [Fact]
    public async Task Without_a_page_to_lead_to_everything_follows_as_a_list()
    {
        using var ledger = await OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, Webhook(slack));

        await lane.RecordAsync(Enumerable.Range(1, 500).Select(i => Buckets.Set(i)));
        await lane.SettleAsync();

        var messages = slack.Drain().Select(m => JsonNode.Parse(m)!).ToList();
        messages.ForEach(m => m.ShouldFitSlack());
        var all = string.Join('\n', messages.Select(m => m.ToJsonString()));
        Enumerable.Range(1, 500).ShouldAllBe(i => all.Contains($"aws_s3_bucket.data[{i}]"));
        messages.Count.ShouldBeLessThan(12);
    }

    [Fact]
    public async Task Six_critical_changes_at_once_are_told_together_and_at_once()
    {
        using var ledger = await OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, Webhook(slack), publicUrl: new("https://drift.acme.example/"));

        await lane.RecordAsync(Enumerable.Range(1, 40).Select(i => Buckets.Set(i, severity: Severity.Critical)));
        await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(2));

        slack.Drain().Select(TextOf).ShouldHaveSingleItem().ShouldStartWith("Critical: carol@example.com changed 40 resources");
    }

    [Fact]
    public async Task What_waits_for_the_end_of_quiet_hours_is_told_in_one_digest_then_and_the_worst_at_once()
    {
        using var ledger = await OpenAsync();
        await using var slack = await SlackReceiver.StartAsync();
        var morning = _clock.GetUtcNow() + TimeSpan.FromHours(8);
        await using var lane = await LaneUnderTest.OpenAsync(
            ledger, _clock, Webhook(slack), occasion => [new("slack", "", null, occasion.Weight == Severity.Critical ? null : morning)], new("https://drift.acme.example/"));

        await lane.RecordAsync(Buckets.Set(1), Buckets.Set(2, actor: "dave@example.com"), Buckets.Unset(2), Buckets.Set(3, severity: Severity.Critical));
        await lane.SettleAsync(TimeSpan.FromHours(7));
        slack.Drain().Select(TextOf).ShouldHaveSingleItem().ShouldStartWith("Critical:");
        await lane.SettleAsync(TimeSpan.FromHours(9));

        slack.Drain().Select(TextOf).ShouldHaveSingleItem().ShouldStartWith("While it was quiet: several actors changed 2 resources");
        _clock.GetUtcNow().ShouldBeInRange(morning, morning + TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Alerts_that_waited_before_the_tables_changed_are_delivered_after()
    {
        using var ledger = await OpenAsync();
        OldLedger.Make(ledger, last: 3);
        ledger.Do("insert into processed_event(event_id, account, at, time, name, verdict, findings) values ('e-1', '111122223333', 1, 1, 'PutBucketTagging', 'drift', 1)");
        var finding = FindingJson.ToJson(Facts.Finding(Facts.Event("e-1"), Verdict.Drift, "D-OLD", new Change("tags.drift", Core.Values.Value.Null, Core.Values.Value.Of("spotted"))));
        ledger.Do(
            $"""
            insert into finding(id, event_id, account, verdict, severity, drift_id, time, recorded_at, actor, json)
            values (1, 'e-1', '111122223333', 'drift', 'low', 'D-OLD', 1, 1, 'alice@example.com', '{finding}');
            insert into alert(id, finding_id, drift_id, kind, body, created_at) values ('A-OLD', 1, 'D-OLD', 'alert', 'the old body', 1)
            """);
        await using var slack = await SlackReceiver.StartAsync();
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, Webhook(slack));

        await lane.SettleAsync();

        slack.Drain().ShouldHaveSingleItem().ShouldContain("alert A-OLD");
    }

    private static Func<SinkParts, IAlertSink> Webhook(SlackReceiver slack) =>
        parts => new SlackWebhook(Options.Create(new SlackOptions { WebhookUrl = new Secret(slack.Url) }), parts);

    private static string TextOf(string message) => JsonNode.Parse(message)!["text"]!.GetValue<string>();
}
