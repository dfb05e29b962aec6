using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Says what the service goes without, so that silence is never taken for peace.</summary>
internal static class MissingSettings
{
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

        if (Lacks(configuration, "Slack:WebhookUrl"))
        {
            yield return "Slack:WebhookUrl is not set: drifts are shown on the dashboard, and nobody is told.";
        }

        if (configuration.Core.Runners.Count == 0)
        {
            yield return "Runners is empty: whoever uses Terraform's user agent is believed to be Terraform.";
        }
    }

    private static bool Lacks(LoadedConfiguration configuration, string key) => string.IsNullOrEmpty(configuration.Values[key]);
}
