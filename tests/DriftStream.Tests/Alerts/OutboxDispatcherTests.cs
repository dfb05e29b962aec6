using System.Text;
using DriftStream.Alerts;
using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Http;
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
        _ledger = await _file.StartAsync(clock: _clock);
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

        await _ledger.RecordAsync(Facts.Event("e1"));

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
        await sender.IdleAsync();
        _file.Ask<long>("select count(*) from alert where sent_at is not null and attempt = 1").ShouldBe(1);
        _slack.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Asked_to_slow_down_it_waits_as_long_for_all_alerts_and_counts_no_attempt()
    {
        _slack.Answers(429, retryAfter: "7");
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Facts.Event("e1"));
        await _slack.NextAsync(Cancel);
        await _clock.AskedAsync(TimeSpan.FromSeconds(7), Cancel);
        _slack.HasMore.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(7));

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
        await sender.IdleAsync();
        _file.Ask<long>("select attempt from alert").ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_server_that_fails_is_tried_again_later(int status)
    {
        _slack.Answers(status);
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Facts.Event("e1"));
        await _slack.NextAsync(Cancel);
        await sender.IdleAsync();
        _file.Ask<string>("select last_error from alert").ShouldBe($"{status}");
        sender.Pass(TimeSpan.FromSeconds(2));

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
        await sender.IdleAsync();
        _file.Ask<long>("select count(*) from alert where sent_at is not null and attempt = 2").ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_after_the_time_limit()
    {
        _slack.Answers(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Facts.Event("e1"));
        await _slack.NextAsync(Cancel);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await sender.IdleAsync();

        _file.Ask<string>("select last_error from alert").ShouldBe("no answer within 10 s");
        sender.Pass(TimeSpan.FromSeconds(2));
        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
    }

    [Theory]
    [InlineData(400, "invalid_blocks", "400 invalid_blocks")]
    [InlineData(403, "action_prohibited", "403 action_prohibited")]
    [InlineData(404, "no_service", "404 no_service")]
    [InlineData(410, "channel_is_archived", "410 channel_is_archived")]
    [InlineData(404, "Cannot POST /services/T000/B000/s3cr3t-p4th", "404")]
    [InlineData(302, "", "302, the webhook's address is not the final one")]
    public async Task A_refused_alert_is_kept_as_undeliverable_and_the_next_one_is_sent(int status, string body, string reason)
    {
        _slack.Answers(status, body);
        await using var sender = await SenderAsync();

        await _ledger.RecordAsync(Facts.Event("e1"));
        await _ledger.RecordAsync(Facts.Event("e2"));

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
        (await _slack.NextAsync(Cancel)).ShouldBe("alert e2");
        await sender.IdleAsync();
        var health = _file.Queries().Outbox();
        (health.Waiting, health.Dead, health.LastDeadReason).ShouldBe((0, 1, reason));
    }

    [Fact]
    public async Task A_resolve_waits_for_the_alert_of_its_drift()
    {
        _slack.Answers(500);
        await using var sender = await SenderAsync();
        await _ledger.RecordAsync(Facts.Event("e1"));
        await _slack.NextAsync(Cancel);
        await sender.IdleAsync();

        await _ledger.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 60));
        await sender.IdleAsync();
        _slack.HasMore.ShouldBeFalse();
        sender.Pass(TimeSpan.FromSeconds(2));

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
        (await _slack.NextAsync(Cancel)).ShouldBe("alert e2");
    }

    [Fact]
    public async Task A_process_killed_between_sending_and_marking_sends_again_after_its_restart()
    {
        await _ledger.RecordAsync(Facts.Event("e1"));
        using (var killed = new AlertQueue(_file.Database(_clock), _clock))
        {
            killed.Claim(TimeSpan.FromHours(1), most: 8).ShouldHaveSingleItem().Body.ShouldBe("alert e1");
        }

        await _ledger.DisposeAsync();
        _ledger = await _file.StartAsync(clock: _clock);
        await using var sender = await SenderAsync();

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e1");
        await sender.IdleAsync();
        _file.Ask<long>("select attempt from alert where sent_at is not null").ShouldBe(2);
    }

    [Fact]
    public async Task An_alert_whose_sender_was_never_heard_of_is_free_after_its_lease()
    {
        await _ledger.RecordAsync(Facts.Event("e1"));
        using var queue = new AlertQueue(_file.Database(_clock), _clock);

        queue.Claim(TimeSpan.FromSeconds(40), most: 8).ShouldHaveSingleItem();
        queue.Claim(TimeSpan.FromSeconds(40), most: 8).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(40));

        queue.Claim(TimeSpan.FromSeconds(40), most: 8).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Of_several_alerts_at_once_each_is_of_another_drift()
    {
        await _ledger.RecordAsync(Facts.Event("e1"));
        await _ledger.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1));
        await _ledger.RecordAsync(Facts.Event("e3", second: 2));
        using var queue = new AlertQueue(_file.Database(_clock), _clock);

        var first = queue.Claim(TimeSpan.FromSeconds(40), most: 8);
        queue.MarkSent([.. first.Select(alert => alert.Id)]);
        var second = queue.Claim(TimeSpan.FromSeconds(40), most: 8);

        first.Select(alert => alert.Body).ShouldBe(["alert e1", "alert e3"]);
        second.Select(alert => alert.Body).ShouldBe(["alert e2"]);
    }

    [Fact]
    public async Task No_more_than_the_configured_rate_is_sent()
    {
        await _ledger.RecordAsync(Facts.Event("e1"));
        await _ledger.RecordAsync(Facts.Event("e2"));
        await using var sender = await SenderAsync(options => options.RatePerSecond = 0.5);

        await _slack.NextAsync(Cancel);
        await _clock.AskedAsync(TimeSpan.FromSeconds(2), Cancel);
        _slack.HasMore.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));

        (await _slack.NextAsync(Cancel)).ShouldBe("alert e2");
    }

    [Fact]
    public async Task Without_a_webhook_alerts_are_set_aside_for_good_and_the_log_says_so_once()
    {
        await using (var sender = await SenderAsync(options => options.WebhookUrl = null))
        {
            await _ledger.RecordAsync(Facts.Event("e1"));
            await sender.IdleAsync(TimeSpan.FromMinutes(1));
            await _ledger.RecordAsync(Facts.Event("e2"));
            await sender.IdleAsync(TimeSpan.FromMinutes(1));
        }

        var health = _file.Queries().Outbox();
        (health.Waiting, health.Skipped).ShouldBe((0, 2));
        _file.Log.All.Count(line => line.Contains("Slack:WebhookUrl is not configured")).ShouldBe(1);
    }

    [Fact]
    public async Task The_webhooks_address_is_in_no_log_line_and_not_in_the_ledger()
    {
        _slack.Answers(500, "echo " + SlackReceiver.SecretPath).Answers(429, SlackReceiver.SecretPath, "3").Answers(404, SlackReceiver.SecretPath);
        await using var sender = await SenderAsync();
        await _ledger.RecordAsync(Facts.Event("e1"));
        await _slack.NextAsync(Cancel);
        await sender.IdleAsync();
        sender.Pass(TimeSpan.FromSeconds(2));
        await _slack.NextAsync(Cancel);
        await _clock.AskedAsync(TimeSpan.FromSeconds(3), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await _slack.NextAsync(Cancel);
        await sender.IdleAsync();

        _file.Log.All.ShouldAllBe(line => !line.Contains("s3cr3t"));
        Encoding.Latin1.GetString(_file.Bytes()).ShouldNotContain("s3cr3t");
    }

    [Fact]
    public void Waiting_grows_with_each_attempt_and_differs_between_alerts_but_not_between_runs()
    {
        OutboxDispatcher.Backoff("A-1", 1).ShouldBeInRange(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.25));
        OutboxDispatcher.Backoff("A-1", 5).ShouldBeInRange(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(20));
        OutboxDispatcher.Backoff("A-1", 500).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(12.5));
        OutboxDispatcher.Backoff("A-1", 5).ShouldBe(OutboxDispatcher.Backoff("A-1", 5));
        Enumerable.Range(0, 20).Select(i => OutboxDispatcher.Backoff($"A-{i}", 5)).Distinct().Count().ShouldBeGreaterThan(10);
    }

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
        private readonly ManualTime _clock;
        private readonly CancellationToken _cancel;
        private readonly OutboxSignal _signal;
        private readonly AlertQueue _queue;
        private readonly SlackWebhook _webhook;
        private readonly OutboxDispatcher _dispatcher;

        public Sender(LedgerFile file, LedgerProcess ledger, SlackOptions options, ManualTime clock, CancellationToken cancel)
        {
            _clock = clock;
            _cancel = cancel;
            _signal = ledger.Signal;
            var wrapped = Options.Create(options);
            _queue = new(file.Database(clock), clock);
            _webhook = new(wrapped, clock);
            _dispatcher = new(_queue, _webhook, ledger.Signal, wrapped, clock, file.Log.For<OutboxDispatcher>());
        }

        public Task StartAsync() => _dispatcher.StartAsync(CancellationToken.None);

        /// <summary>Moves the clock and wakes the dispatcher, which may just have looked at it.</summary>
        public void Pass(TimeSpan time)
        {
            _clock.Advance(time);
            _signal.Raise();
        }

        /// <summary>Completes when the dispatcher has found nothing to do since this was called, and waits for a signal.</summary>
        public async Task IdleAsync(TimeSpan? poll = null)
        {
            _clock.ForgetAsked();
            // The first wait may follow a look at the rows that began before; the second one cannot.
            for (var i = 0; i < 2; i++)
            {
                _signal.Raise();
                await _clock.AskedAsync(poll ?? TimeSpan.FromSeconds(1), _cancel);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _dispatcher.StopAsync(CancellationToken.None);
            _dispatcher.Dispose();
            _webhook.Dispose();
            _queue.Dispose();
        }
    }
}
