using DriftStream.Alerts;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands.Checking;

/// <summary>A place that alerts go to, as <c>check</c> sees it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Look">Whether it would take a message, found out without sending one.</param>
/// <param name="Send">Sends a message that says that it is a test.</param>
internal sealed record CheckedSink(string Name, Func<CancellationToken, Task<CheckLine>> Look, Func<CancellationToken, Task<CheckLine>> Send)
{
    private const string Nothing = "{}";
    private const string Remedy = "Check Slack:WebhookUrl (its value is a secret and not shown), the app's permission and the network.";

    // The words with which Slack says that a message is empty, and thereby that its address is right.
    private static readonly string[] Refusals = ["400 no_text", "400 invalid_payload", "400 missing_text_or_fallback_or_attachments"];

    /// <summary>Every sink that is configured.</summary>
    public static IReadOnlyList<CheckedSink> All(CheckContext context)
    {
        var slack = context.Section<SlackOptions>(SlackOptions.Section);
        return slack.WebhookUrl is null ? [] : [Slack(new SlackWebhook(Options.Create(slack), TimeProvider.System, context.Http, null))];
    }

    private static CheckedSink Slack(SlackWebhook webhook)
    {
        const string name = "slack";
        return new(name, LookAsync, SendAsync);

        async Task<CheckLine> LookAsync(CancellationToken cancellation)
        {
            var answer = await webhook.PostAsync(Nothing, cancellation);
            return answer.Outcome == SlackOutcome.Taken || Refusals.Contains(answer.Detail)
                ? CheckLine.Ok(name, "the webhook answers; --send posts a message to it")
                : Line(answer);
        }

        async Task<CheckLine> SendAsync(CancellationToken cancellation)
        {
            var answer = await webhook.PostAsync("""{"text":"This is a test of DriftStream: alerts arrive here. Nothing has drifted."}""", cancellation);
            return answer.Outcome == SlackOutcome.Taken ? CheckLine.Ok(name, "a test message was posted; see that it is in the right channel") : Line(answer);
        }

        static CheckLine Line(SlackAnswer answer) => answer.Outcome == SlackOutcome.TooFast
            ? CheckLine.Warning(name, "the webhook is asked too often at the moment", "Ask again in a minute.")
            : CheckLine.Failed(name, $"the webhook does not take messages: {answer.Detail}", Remedy);
    }
}
