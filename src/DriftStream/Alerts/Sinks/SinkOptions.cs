namespace DriftStream.Alerts.Sinks;

/// <summary>The sinks besides Slack, each kind in a list of its own.</summary>
internal sealed class SinkOptions
{
    /// <summary>Programs of the user's that take findings as JSON.</summary>
    public IList<WebhookEntry> Webhooks { get; } = [];

    /// <summary>Channels of Microsoft Teams.</summary>
    public IList<TeamsEntry> Teams { get; } = [];

    /// <summary>Services of PagerDuty.</summary>
    public IList<PagerDutyEntry> PagerDuty { get; } = [];

    /// <summary>Mail.</summary>
    public IList<EmailEntry> Email { get; } = [];

    /// <summary>Topics of Amazon SNS.</summary>
    public IList<SnsEntry> Sns { get; } = [];

    /// <summary>All names, in the order of the kinds.</summary>
    public IEnumerable<string> Names => [.. Webhooks.Select(w => w.Name), .. Teams.Select(t => t.Name), .. PagerDuty.Select(p => p.Name), .. Email.Select(e => e.Name), .. Sns.Select(s => s.Name)];
}
