using System.Text;
using DriftStream.Alerts;
using DriftStream.Alerts.Lanes;
using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private readonly LedgerFile _file = new();
    private readonly ManualTime _clock = new();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private SlackReceiver _slack = null!;
    private LedgerProcess _ledger = null!;

    private CancellationToken Cancel => _patience.Token;

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromSeconds(30));
        _slack = await SlackReceiver.StartAsync();
        _ledger = await _file.StartAsync(Buckets.Judge, clock: _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _slack.DisposeAsync();
        _file.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task An_alert_is_sent_once_and_marked()
    {
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Buckets.Set(1));

        await NextIsAboutAsync(1);
        await sender.UntilAsync("sent_at is not null and attempt = 1");
        _slack.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Asked_to_slow_down_it_waits_as_long_for_all_alerts_and_counts_no_attempt()
    {
        _slack.Answers(429, retryAfter: "7");
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Buckets.Set(1));
        await _slack.NextAsync(Cancel);
        await sender.LogsAsync("slack asks to slow down (429, the service asks to slow down); its alerts wait 7 s");
        sender.Pass(TimeSpan.FromSeconds(6.9));
        await _clock.AskedAsync(TimeSpan.FromMilliseconds(100), Cancel);
        _slack.HasMore.ShouldBeFalse();
        sender.Pass(TimeSpan.FromSeconds(0.1));

        await NextIsAboutAsync(1);
        await sender.UntilAsync("sent_at is not null and attempt = 1");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_server_that_fails_is_tried_again_later(int status)
    {
        _slack.Answers(status);
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Buckets.Set(1));
        await _slack.NextAsync(Cancel);
        await sender.UntilAsync("last_error is not null");
        _file.Ask<string>("select last_error from alert").ShouldBe($"{status}");
        sender.Pass(TimeSpan.FromSeconds(2));

        await NextIsAboutAsync(1);
        await sender.UntilAsync("sent_at is not null and attempt = 2");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_after_the_time_limit()
    {
        _slack.Answers(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Buckets.Set(1));
        await _slack.NextAsync(Cancel);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await sender.UntilAsync("last_error is not null");

        _file.Ask<string>("select last_error from alert").ShouldBe("no answer within 10 s");
        sender.Pass(TimeSpan.FromSeconds(2));
        await NextIsAboutAsync(1);
    }

    [Theory]
    [InlineData(400, "invalid_blocks", "slack: 400 invalid_blocks")]
    [InlineData(403, "action_prohibited", "slack: 403 action_prohibited: the secret is wrong, or was revoked; configure a new one")]
    [InlineData(404, "no_service", "slack: 404 no_service: the address is gone; configure the service's new one")]
    [InlineData(410, "channel_is_archived", "slack: 410 channel_is_archived: the address is gone; configure the service's new one")]
    [InlineData(404, "Cannot POST /services/T000/B000/s3cr3t-p4th", "slack: 404: the address is gone; configure the service's new one")]
    [InlineData(302, "", "slack: 302, the address is not the final one")]
    public async Task A_refused_alert_is_kept_as_undeliverable_and_the_next_one_is_sent(int status, string body, string reason)
    {
        _slack.Answers(status, body);
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Buckets.Set(1));
        await _ledger.RecordAsync(Buckets.Set(2));

        await NextIsAboutAsync(1);
        await NextIsAboutAsync(2);
        await sender.UntilAsync("sent_at is not null or dead_at is not null", 2);
        var health = _file.Queries().Outbox();
        (health.Waiting, health.Dead, health.LastDeadReason).ShouldBe((0, 1, reason));
    }

    [Fact]
    public async Task A_resolve_waits_for_the_alert_of_its_drift_and_other_drifts_do_not()
    {
        _slack.Answers(500);
        await using var sender = await SenderAsync();
        await _ledger.RecordAsync(Buckets.Set(1));
        await NextIsAboutAsync(1);
        await sender.UntilAsync("last_error is not null");

        await _ledger.RecordAsync(Buckets.Unset(1));
        await _ledger.RecordAsync(Buckets.Set(2));
        await NextIsAboutAsync(2);
        await sender.UntilAsync("sent_at is not null");
        _slack.HasMore.ShouldBeFalse();
        sender.Pass(TimeSpan.FromSeconds(2));

        (await _slack.NextAsync(Cancel)).ShouldContain("Low: carol@example.com");
        (await _slack.NextAsync(Cancel)).ShouldContain("Resolved: carol@example.com");
    }

    [Fact]
    public async Task No_more_than_the_configured_rate_is_sent()
    {
        await _ledger.RecordAsync(Buckets.Set(1));
        await _ledger.RecordAsync(Buckets.Set(2));
        await using var sender = await SenderAsync(options => options.RatePerSecond = 0.5);

        await NextIsAboutAsync(1);
        await sender.UntilAsync("sent_at is not null");
        sender.Pass(TimeSpan.FromSeconds(1.5));
        await _clock.AskedAsync(TimeSpan.FromSeconds(0.5), Cancel);
        _slack.HasMore.ShouldBeFalse();
        sender.Pass(TimeSpan.FromSeconds(0.5));

        await NextIsAboutAsync(2);
    }

    [Fact]
    public async Task Alerts_for_a_sink_that_is_gone_are_set_aside_for_good_and_the_log_says_so()
    {
        await _ledger.RecordAsync(Buckets.Set(1));
        await using (var sender = await SenderAsync(options => options.WebhookUrl = null))
        {
            await sender.UntilAsync("skipped_at is not null");
            await sender.LogsAsync("No sink is configured");
        }

        var health = _file.Queries().Outbox();
        (health.Waiting, health.Skipped).ShouldBe((0, 1));
        _file.Log.All.Count(line => line.Contains("1 alerts for slack are set aside")).ShouldBe(1);
        _file.Log.All.Count(line => line.Contains("No sink is configured")).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_killed_before_it_marked_an_alert_sends_it_again_after_its_restart_at_once()
    {
        await _ledger.RecordAsync(Buckets.Set(1));
        using (var killed = new AlertQueue(_file.Database(_clock), _clock))
        {
            killed.TryTake(new("slack", ""), "killed", TimeSpan.FromHours(1)).ShouldBeTrue();
        }

        await _ledger.DisposeAsync();
        _ledger = await _file.StartAsync(Buckets.Judge, clock: _clock);
        await using var sender = await SenderAsync();

        await NextIsAboutAsync(1);
    }

    [Fact]
    public async Task The_webhooks_address_is_in_no_log_line_and_not_in_the_ledger()
    {
        _slack.Answers(500, "echo " + SlackReceiver.SecretPath).Answers(404, SlackReceiver.SecretPath);
        await using var sender = await SenderAsync();
        await _ledger.RecordAsync(Buckets.Set(1));
        await _slack.NextAsync(Cancel);
        await sender.UntilAsync("last_error is not null");
        sender.Pass(TimeSpan.FromSeconds(2));
        await _slack.NextAsync(Cancel);
        await sender.UntilAsync("dead_at is not null");

        _file.Log.All.ShouldAllBe(line => !line.Contains("s3cr3t"));
        Encoding.Latin1.GetString(_file.Bytes()).ShouldNotContain("s3cr3t");
    }

    [Fact]
    public void Waiting_grows_with_each_attempt_and_differs_between_alerts_but_not_between_runs()
    {
        LaneWorker.Backoff("A-1", 1).ShouldBeInRange(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.25));
        LaneWorker.Backoff("A-1", 5).ShouldBeInRange(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(20));
        LaneWorker.Backoff("A-1", 500).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(12.5));
        LaneWorker.Backoff("A-1", 5).ShouldBe(LaneWorker.Backoff("A-1", 5));
        Enumerable.Range(0, 20).Select(i => LaneWorker.Backoff($"A-{i}", 5)).Distinct().Count().ShouldBeGreaterThan(10);
    }

    private async Task NextIsAboutAsync(int bucket) => (await _slack.NextAsync(Cancel)).ShouldContain($"aws_s3_bucket.data[{bucket}]");

    private async Task<Sender> SenderAsync(Action<SlackOptions>? change = null)
    {
        var options = new SlackOptions { WebhookUrl = new Secret(_slack.Url), RatePerSecond = 0 };
        change?.Invoke(options);
        var sender = new Sender(_file, _ledger, options, _clock, Cancel);
        await sender.StartAsync();
        return sender;
    }

    /// <summary>The dispatcher of one process.</summary>
    private sealed class Sender : IAsyncDisposable
    {
        private readonly LedgerUnderTest _file;
        private readonly ManualTime _clock;
        private readonly CancellationToken _cancel;
        private readonly OutboxSignal _signal;
        private readonly AlertQueue _queue;
        private readonly AlertSinks _sinks;
        private readonly OutboxDispatcher _dispatcher;

        public Sender(LedgerFile file, LedgerProcess ledger, SlackOptions options, ManualTime clock, CancellationToken cancel)
        {
            (_file, _clock, _cancel, _signal) = (file, clock, cancel, ledger.Signal);
            _queue = new(file.Database(clock), clock);
            var parts = new SinkParts(AlertContext.Empty, new SinkClients(), clock);
            _sinks = new(options.WebhookUrl is null ? [] : [new SlackWebhook(Options.Create(options), parts)]);
            var lanes = new LaneParts(
                new(_queue, new(_queue, clock), new(_queue)), AlertContext.Empty, clock, new LaneLog(file.Log.For<LaneLog>()), new AlertWatch(new(clock)), "test");
            _dispatcher = new(_sinks, ledger.Signal, Fixed.Of(new AlertOptions()), lanes);
        }

        public Task StartAsync() => _dispatcher.StartAsync(CancellationToken.None);

        /// <summary>Moves the clock and wakes the dispatcher, which may just have looked at it.</summary>
        public void Pass(TimeSpan time)
        {
            _clock.Advance(time);
            _signal.Raise();
        }

        /// <summary>Completes when so many alerts are as the condition says.</summary>
        public async Task UntilAsync(string condition, long count = 1)
        {
            while (_file.Ask<long>($"select count(*) from alert where {condition}") != count)
            {
                await Task.Yield();
                _cancel.ThrowIfCancellationRequested();
            }
        }

        /// <summary>Completes when the log says so.</summary>
        public async Task LogsAsync(string text)
        {
            while (!_file.Log.All.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                await Task.Yield();
                _cancel.ThrowIfCancellationRequested();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _dispatcher.StopAsync(CancellationToken.None);
            _dispatcher.Dispose();
            _sinks.Dispose();
            _queue.Dispose();
        }
    }
}
