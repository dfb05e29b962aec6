namespace DriftStream.Alerts;

/// <summary>What is wrong with the settings of Slack's bot.</summary>
internal static class SlackBotMistakes
{
    private const string Section = SlackOptions.Section;

    /// <summary>A sentence for each mistake.</summary>
    public static IEnumerable<string> In(SlackOptions options)
    {
        if (options is { BotToken: not null, WebhookUrl: not null })
        {
            yield return $"{Section}:BotToken and {Section}:WebhookUrl are both set: every alert would come twice. Keep the token, which can do more.";
        }

        foreach (var mistake in options.BotToken is null ? WithoutBot(options) : WithBot(options))
        {
            yield return mistake;
        }

        foreach (var entry in options.MayAct.Where(entry => !SlackMarks.IsId(entry, "UWS")))
        {
            yield return $"{Section}:MayAct has '{Configuration.TerminalText.Clean(entry)}': it is no id of a user (U…) or a user group (S…), so nobody would get a right from it.";
        }
    }

    private static IEnumerable<string> WithBot(SlackOptions options)
    {
        if (!options.BotToken!.Reveal().StartsWith("xoxb-", StringComparison.Ordinal))
        {
            yield return $"{Section}:BotToken does not begin with xoxb- (its value is not shown, as it is a secret): Slack would refuse every message.";
        }

        if (options.Channel is null)
        {
            yield return $"{Section}:Channel is missing: the bot would not know where to write. Give the channel's id, such as C0123456789.";
        }
        else if (!SlackMarks.IsId(options.Channel, "CGD"))
        {
            yield return $"{Section}:Channel ({Configuration.TerminalText.Clean(options.Channel)}) is no channel's id: after the first renaming no alert would arrive. The id stands at the end of the channel's details, such as C0123456789.";
        }

        if (options.SigningSecret?.Reveal() is "")
        {
            yield return $"{Section}:SigningSecret is empty: anybody could press buttons. Leave the key out to have no buttons.";
        }

        if (options.Api is not { IsAbsoluteUri: true } || options.Api is not { Scheme: "https" } and not { Scheme: "http", IsLoopback: true })
        {
            yield return $"{Section}:Api ({options.Api}) does not begin with https://: the token would cross the network readable for others.";
        }
    }

    private static IEnumerable<string> WithoutBot(SlackOptions options)
    {
        if (options.Channel is not null)
        {
            yield return $"{Section}:Channel is set without {Section}:BotToken: a webhook has a channel of its own, so it would have no effect.";
        }

        if (options.SigningSecret is not null)
        {
            yield return $"{Section}:SigningSecret is set without {Section}:BotToken: only a bot's messages have buttons, so it would have no effect.";
        }
    }
}
