using DriftStream.Configuration;

namespace DriftStream.Alerts.Sinks;

/// <summary>An entry of <c>Webhooks</c>.</summary>
internal sealed class WebhookEntry
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; set; } = "webhook";

    /// <summary>Where findings are posted to. A secret, as many services put one into the address.</summary>
    public Secret? Url { get; set; }

    /// <summary>What the body is signed with. A secret.</summary>
    public Secret? Secret { get; set; }
}

/// <summary>An entry of <c>Teams</c>.</summary>
internal sealed class TeamsEntry
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; set; } = "teams";

    /// <summary>The address that a workflow with a webhook trigger has. A secret.</summary>
    public Secret? Url { get; set; }
}

/// <summary>An entry of <c>PagerDuty</c>.</summary>
internal sealed class PagerDutyEntry
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; set; } = "pagerduty";

    /// <summary>The integration key of a service, Events API v2. A secret.</summary>
    public Secret? RoutingKey { get; set; }

    /// <summary>Where events are sent; the EU has an address of its own.</summary>
    public Uri Url { get; set; } = new("https://events.pagerduty.com/v2/enqueue");
}

/// <summary>An entry of <c>Email</c>.</summary>
internal sealed class EmailEntry
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; set; } = "email";

    /// <summary>The mail server's name.</summary>
    public string? Server { get; set; }

    /// <summary>The mail server's port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Who the mails are from.</summary>
    public string? From { get; set; }

    /// <summary>Who gets them.</summary>
    public IList<string> To { get; } = [];

    /// <summary>The user's name at the server; none: the server asks for none.</summary>
    public string? User { get; set; }

    /// <summary>The user's password. A secret.</summary>
    public Secret? Password { get; set; }

    /// <summary><c>required</c>, or <c>off</c> for a server on this machine.</summary>
    public string StartTls { get; set; } = "required";
}

/// <summary>An entry of <c>Sns</c>.</summary>
internal sealed class SnsEntry
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; set; } = "sns";

    /// <summary>The topic; its region is where it is called.</summary>
    public string? TopicArn { get; set; }

    /// <summary><c>text</c> for people, <c>json</c> for programs.</summary>
    public string Format { get; set; } = "text";

    /// <summary>The role to take for it; none: the process's own credentials.</summary>
    public string? RoleArn { get; set; }

    /// <summary>The external id that the role asks for.</summary>
    public string? ExternalId { get; set; }
}
