using System.Security.Cryptography;
using System.Text;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Sends what waits in the outbox: at least once, each drift's in the order of its findings, no faster than Slack takes it.</summary>
internal sealed partial class OutboxDispatcher(
    AlertQueue queue, SlackWebhook webhook, OutboxSignal signal, IOptions<SlackOptions> options, TimeProvider clock, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Failed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);

    // A kill repeats at most the messages under way; where a slow rate is set there is no need for more than one.
    private const int MostAtOnce = 8;
    private static readonly TimeSpan WorthGrouping = TimeSpan.FromMilliseconds(100);

    // Longer than a message may take, so that no other sender takes one that is under way.
    private readonly TimeSpan _lease = options.Value.TimeLimit + TimeSpan.FromSeconds(30);

    private readonly TimeSpan _interval =
        options.Value.RatePerSecond > 0 ? TimeSpan.FromSeconds(1 / options.Value.RatePerSecond) : TimeSpan.Zero;

    private int AtOnce => _interval > TimeSpan.Zero ? (int)Math.Clamp(WorthGrouping / _interval, 1, MostAtOnce) : MostAtOnce;

    /// <summary>How long an alert waits after its n-th attempt; the same for the same alert, and different between alerts.</summary>
    internal static TimeSpan Backoff(string id, long attempt)
    {
        var spread = SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {attempt}"))[0] / 255.0;
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempt, 20) - 1), LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.75 + (spread / 2)));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!webhook.IsConfigured)
        {
            NotConfigured(SlackOptions.Section);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Stumbled(failure.Message, failure);
                await Task.Delay(Failed, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        if (!webhook.IsConfigured)
        {
            queue.SkipAll($"{SlackOptions.Section}:WebhookUrl is not configured");
            await signal.WaitAsync(TimeSpan.FromMinutes(1), clock, stopping);
        }
        else if (queue.Claim(_lease, AtOnce) is { Count: > 0 } alerts)
        {
            await SendAsync(alerts, stopping);
        }
        else
        {
            await signal.WaitAsync(Poll, clock, stopping);
        }
    }

    private async Task SendAsync(IReadOnlyList<WaitingAlert> alerts, CancellationToken stopping)
    {
        var begun = clock.GetTimestamp();
        // The service's end waits for messages under way, for a while: a message that is given up may be sent twice.
        using var giveUp = new CancellationTokenSource();
        await using var end = stopping.Register(() => giveUp.CancelAfter(Grace));
        var answers = await Task.WhenAll(alerts.Select(alert => PostAsync(alert, giveUp.Token)));
        var pause = Settle([.. alerts.Zip(answers)]);
        var rest = (_interval * alerts.Count) - clock.GetElapsedTime(begun);
        if (rest > pause)
        {
            pause = rest;
        }

        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, clock, stopping);
        }
    }

    private async Task<SlackAnswer> PostAsync(WaitingAlert alert, CancellationToken giveUp)
    {
        try
        {
            return await webhook.PostAsync(alert, giveUp);
        }
        catch (OperationCanceledException)
        {
            return new(SlackOutcome.TryAgain, "the service ended before Slack answered", TimeSpan.Zero);
        }
    }

    // How long the whole webhook has to wait.
    private TimeSpan Settle(IReadOnlyList<(WaitingAlert Alert, SlackAnswer Answer)> answered)
    {
        var taken = answered.Where(a => a.Answer.Outcome == SlackOutcome.Taken).Select(a => a.Alert).ToList();
        if (taken.Count > 0)
        {
            queue.MarkSent([.. taken.Select(alert => alert.Id)]);
        }

        foreach (var alert in taken)
        {
            Sent(alert.Id, alert.DriftId, alert.Attempt);
        }

        return answered
            .Where(a => a.Answer.Outcome != SlackOutcome.Taken)
            .Select(a => SettleFailed(a.Alert, a.Answer))
            .DefaultIfEmpty(TimeSpan.Zero)
            .Max();
    }

    private TimeSpan SettleFailed(WaitingAlert alert, SlackAnswer answer)
    {
        switch (answer.Outcome)
        {
            case SlackOutcome.TooFast:
                var wait = answer.RetryAfter ?? Failed;
                queue.GiveBack(alert.Id, answer.Detail);
                SlowedDown(wait);
                return wait;
            case SlackOutcome.TryAgain:
                var backoff = answer.RetryAfter ?? Backoff(alert.Id, alert.Attempt);
                queue.Postpone(alert.Id, backoff, answer.Detail);
                Postponed(alert.Id, alert.DriftId, answer.Detail, backoff);
                return TimeSpan.Zero;
            default:
                queue.MarkDead(alert.Id, answer.Detail);
                Refused(alert.Id, alert.DriftId, answer.Detail);
                return TimeSpan.Zero;
        }
    }

    [LoggerMessage(1300, LogLevel.Warning, "{Section}:WebhookUrl is not configured: alerts are kept in the ledger and nobody is told")]
    private partial void NotConfigured(string section);

    [LoggerMessage(1301, LogLevel.Information, "Alert {AlertId} for drift {Drift} was sent at attempt {Attempt}")]
    private partial void Sent(string alertId, string? drift, long attempt);

    [LoggerMessage(1302, LogLevel.Warning, "Slack asks to slow down; alerts wait {Wait}")]
    private partial void SlowedDown(TimeSpan wait);

    [LoggerMessage(1303, LogLevel.Warning, "Alert {AlertId} for drift {Drift} was not sent ({Reason}); it is tried again in {Wait}")]
    private partial void Postponed(string alertId, string? drift, string reason, TimeSpan wait);

    [LoggerMessage(1304, LogLevel.Error, "Alert {AlertId} for drift {Drift} was refused by Slack ({Reason}); it is kept as undeliverable")]
    private partial void Refused(string alertId, string? drift, string reason);

    [LoggerMessage(1305, LogLevel.Error, "Alerts could not be worked on; they are tried again: {Reason}")]
    private partial void Stumbled(string reason, Exception failure);
}
