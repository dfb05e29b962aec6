namespace DriftStream.Alerts.Routing;

/// <summary>Settings under <c>Alerts</c>.</summary>
internal sealed class AlertOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Alerts";

    /// <summary>From how many changes by one actor within a minute the rest is told together; 0: never.</summary>
    public int DigestFrom { get; set; } = 4;

    /// <summary>The tags that name who owns a resource; the first one that it has counts.</summary>
    public IList<string> OwnerTags { get; } = [];

    /// <summary>The time zone of "until tomorrow 09:00" and of quiet hours that name none.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Who is told of what: the first route that fits counts. What none fits goes to every sink.</summary>
    public IList<RouteEntry> Routes { get; } = [];

    /// <summary><see cref="OwnerTags"/>, or what most people call that tag.</summary>
    internal IReadOnlyList<string> Owners => OwnerTags.Count > 0 ? [.. OwnerTags] : ["owner", "Owner"];
}

/// <summary>An entry of <c>Alerts:Routes</c>. In patterns <c>*</c> stands for anything, and commas part several; what is left out fits everything.</summary>
internal sealed class RouteEntry
{
    /// <summary>The least severity.</summary>
    public string? Severity { get; set; }

    /// <summary>The account, by id or name: a pattern.</summary>
    public string? Account { get; set; }

    /// <summary>The region: a pattern.</summary>
    public string? Region { get; set; }

    /// <summary>The state's name: a pattern.</summary>
    public string? State { get; set; }

    /// <summary>Terraform's type: a pattern.</summary>
    public string? Type { get; set; }

    /// <summary>Terraform's address: a pattern.</summary>
    public string? Address { get; set; }

    /// <summary>The verdict: a pattern.</summary>
    public string? Verdict { get; set; }

    /// <summary>The value of the tag that names the owner: a pattern.</summary>
    public string? Owner { get; set; }

    /// <summary>The names of the sinks; empty: every one. <c>none</c>: nobody is told.</summary>
    public IList<string> Sinks { get; } = [];

    /// <summary>The channel of Slack's bot, by id.</summary>
    public string? Channel { get; set; }

    /// <summary>Whom a critical alert calls: <c>@here</c>, <c>@channel</c>, or the id of a user or a user group.</summary>
    public string? Mention { get; set; }

    /// <summary>When all but the worst waits.</summary>
    public QuietHoursEntry? QuietHours { get; set; }
}

/// <summary>When all but the worst waits, and is told together afterwards.</summary>
internal sealed class QuietHoursEntry
{
    /// <summary>When they begin, e.g. <c>22:00</c>.</summary>
    public string? From { get; set; }

    /// <summary>When they end, e.g. <c>07:00</c>.</summary>
    public string? To { get; set; }

    /// <summary>Whose clock counts, e.g. <c>Europe/Berlin</c>; none: <c>Alerts:TimeZone</c>.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The least severity that is told all the same.</summary>
    public string Severity { get; set; } = "critical";
}
