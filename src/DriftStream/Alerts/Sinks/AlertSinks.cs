using DriftStream.Alerts.Bot;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Sinks;

/// <summary>Every sink that is configured.</summary>
internal sealed class AlertSinks : IDisposable
{
    /// <summary>Sinks of the caller's choice.</summary>
    public AlertSinks(IReadOnlyList<IAlertSink> sinks) => All = sinks;

    /// <summary>They, in the order of the configuration.</summary>
    public IReadOnlyList<IAlertSink> All { get; }

    /// <summary>The sinks of the user's settings.</summary>
    public static AlertSinks Of(IOptions<SlackOptions> slack, SinkOptions others, SinkParts parts)
    {
        var slackSink = slack.Value switch
        {
            { BotToken: not null } => new SlackBot(new(slack, parts), slack, parts.Context),
            { WebhookUrl: not null } => new SlackWebhook(slack, parts),
            _ => (IAlertSink?)null,
        };
        return new(
        [
            .. slackSink is null ? (IEnumerable<IAlertSink>)[] : [slackSink],
            .. others.Webhooks.Select(w => new Webhook(w, parts)),
            .. others.Teams.Select(t => new Teams(t, parts)),
            .. others.PagerDuty.Select(p => new PagerDuty(p, parts)),
            .. others.Email.Select(e => new Email(e, parts)),
            .. others.Sns.Select(s => new Sns(s, parts, () => Sns.Connect(s, parts))),
        ]);
    }

    /// <summary>The sink of this name; null where it is not configured, any more.</summary>
    public IAlertSink? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sink in All.OfType<IDisposable>())
        {
            sink.Dispose();
        }
    }
}
