using DriftStream.Alerts;
using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Gaps;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using DriftStream.Network;
using DriftStream.Replay.Sharing;
using DriftStream.Replay.Sources;
using DriftStream.States.Kept;
using DriftStream.States.Notifications;
using DriftStream.Telemetry;
using DriftStream.Web;
using DriftStream.Web.Hooks;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Every key that may be configured: the shared ones and one section for each concern.</summary>
internal static class ConfigurationSections
{
    public static IReadOnlyList<KnownKey> All { get; } =
    [
        .. KnownKeys.Core,
        KnownKey.Section<QueueOptions>(QueueOptions.Section),
        KnownKey.Section<StateQueueOptions>(StateQueueOptions.Section),
        KnownKey.Section<HistoryOptions>(HistoryOptions.Section),
        KnownKey.Section<LedgerOptions>(LedgerOptions.Section),
        KnownKey.Section<HoldOptions>(HoldOptions.Section),
        KnownKey.Section<SlackOptions>(SlackOptions.Section),
        KnownKey.Section<AlertOptions>(AlertOptions.Section),
        KnownKey.ListOf<WebhookEntry>(nameof(SinkOptions.Webhooks)),
        KnownKey.ListOf<TeamsEntry>(nameof(SinkOptions.Teams)),
        KnownKey.ListOf<PagerDutyEntry>(nameof(SinkOptions.PagerDuty)),
        KnownKey.ListOf<EmailEntry>(nameof(SinkOptions.Email)),
        KnownKey.ListOf<SnsEntry>(nameof(SinkOptions.Sns)),
        KnownKey.Section<HttpOptions>(HttpOptions.Section),
        KnownKey.Section<GitLabOptions>(GitLabOptions.Section),
        KnownKey.Section<NetworkOptions>(NetworkOptions.Section),
        KnownKey.Section<TelemetryOptions>(TelemetryOptions.Section),
        KnownKey.Section<LogOptions>(LogOptions.Section),
        KnownKey.Section<GapOptions>(GapOptions.Section),
        KnownKey.Section<FeedOptions>(FeedOptions.Section),
        KnownKey.Section<ArchiveOptions>(ArchiveOptions.Section),
        KnownKey.Section<ReplayOptions>(ReplayOptions.Section),
    ];

    /// <summary>What the sections' own checks find wrong.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration values) =>
    [
        .. Mistakes(values, QueueOptions.Section, new QueueOptions.Validator()),
        .. Mistakes(values, StateQueueOptions.Section, new StateQueueOptions.Validator()),
        .. Mistakes(values, HistoryOptions.Section, new HistoryOptions.Validator()),
        .. Mistakes(values, LedgerOptions.Section, new LedgerOptions.Validator()),
        .. Mistakes(values, HoldOptions.Section, new HoldOptions.Validator()),
        .. Mistakes(values, SlackOptions.Section, new SlackOptions.Validator()),
        .. AlertMistakesIn(values),
        .. Mistakes(values, HttpOptions.Section, new HttpOptions.Validator()),
        .. Mistakes(values, GitLabOptions.Section, new GitLabOptions.Validator()),
        .. Mistakes(values, NetworkOptions.Section, new NetworkOptions.Validator()),
        .. Mistakes(values, TelemetryOptions.Section, new TelemetryOptions.Validator()),
        .. Mistakes(values, LogOptions.Section, new LogOptions.Validator()),
        .. Mistakes(values, GapOptions.Section, new GapOptions.Validator()),
        .. Mistakes(values, ArchiveOptions.Section, new ArchiveOptions.Validator()),
        .. Mistakes(values, ReplayOptions.Section, new ReplayOptions.Validator()),
    ];

    private static IEnumerable<string> AlertMistakesIn(IConfiguration values)
    {
        try
        {
            var slack = values.GetSection(SlackOptions.Section).Get<SlackOptions>() ?? new();
            var sinks = values.Get<SinkOptions>() ?? new();
            return [.. SinkMistakes.In(sinks), .. AlertMistakes.In(values.GetSection(AlertOptions.Section).Get<AlertOptions>() ?? new(), [.. slack.Names, .. sinks.Names])];
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Mistakes<TOptions>(IConfiguration values, string section, IValidateOptions<TOptions> check)
        where TOptions : class, new()
    {
        try
        {
            return check.Validate(null, values.GetSection(section).Get<TOptions>() ?? new()).Failures ?? [];
        }
        catch (InvalidOperationException)
        {
            // A value of the wrong kind: told already, and the section cannot be looked at as a whole.
            return [];
        }
    }
}
