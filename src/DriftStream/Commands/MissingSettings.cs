using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Says what the service goes without, so that silence is never taken for peace.</summary>
internal static class MissingSettings
{
    private static readonly string[] Sinks = ["Slack:WebhookUrl", "Slack:BotToken", "Webhooks:0:Url", "Teams:0:Url", "PagerDuty:0:RoutingKey", "Email:0:Server", "Sns:0:TopicArn"];

    public static IEnumerable<string> Lines(LoadedConfiguration configuration)
    {
        if (Lacks(configuration, "Queue:Url"))
        {
            yield return "Queue:Url is not set: no events come from AWS, only those that are sent to POST /api/v1/events.";
        }

        if (configuration.Core.States.Count == 0)
        {
            yield return "States is empty: nothing counts as managed by Terraform, so nothing can drift from it.";
        }

        if (Sinks.All(key => Lacks(configuration, key)))
        {
            yield return "Neither Slack nor another sink is set: drifts are shown on the dashboard, and nobody is told. docs/alerts.md shows how.";
        }

        if (configuration.Core.Runners.Count == 0)
        {
            yield return "Runners is empty: whoever uses Terraform's user agent is believed to be Terraform.";
        }
    }

    private static bool Lacks(LoadedConfiguration configuration, string key) => string.IsNullOrEmpty(configuration.Values[key]);
}
