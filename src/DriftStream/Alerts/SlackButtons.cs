using System.Text.Json.Nodes;

namespace DriftStream.Alerts;

/// <summary>What people can do from a message. A value carries ids of ours only: who pressed comes from the signed request.</summary>
internal static class SlackButtons
{
    /// <summary>The press of "Acknowledge".</summary>
    public const string Acknowledge = "ack";

    /// <summary>A choice under "Temporary".</summary>
    public const string Temporary = "lease";

    /// <summary>The press of "Ignore".</summary>
    public const string Ignore = "ignore";

    /// <summary>The press of "Details": Slack opens the page itself, and tells us all the same.</summary>
    public const string Details = "open:details";

    /// <summary>The choices under "Temporary": what is shown, and what stands behind the colon of the value.</summary>
    public static IReadOnlyList<(string Text, string Term)> Terms { get; } =
        [("1 hour", "1h"), ("4 hours", "4h"), ("Until tomorrow 09:00", "tomorrow"), ("7 days", "7d")];

    /// <summary>The buttons of a message.</summary>
    /// <param name="subject">The id of the drift or the digest.</param>
    /// <param name="details">The page about it; null where there is none.</param>
    /// <param name="all">How many drifts the buttons are about.</param>
    public static IEnumerable<JsonNode> Of(string subject, Uri? details, int all = 1)
    {
        yield return SlackBlocks.Button(all > 1 ? $"Acknowledge all {all:N0}" : "Acknowledge", Acknowledge, subject);
        yield return SlackBlocks.Menu("Temporary", Temporary, Terms.Select(t => (t.Text, $"{subject}:{t.Term}")));
        yield return SlackBlocks.Button(all > 1 ? $"Ignore all {all:N0} …" : "Ignore …", Ignore, subject);
        if (details is not null)
        {
            yield return SlackBlocks.LinkButton(all > 1 ? "Show all" : "Details", Details, details.AbsoluteUri);
        }
    }
}
