using DriftStream.Configuration;
using Microsoft.Extensions.Options;
using MimeKit;

namespace DriftStream.Alerts.Sinks;

/// <summary>What is wrong with the sinks besides Slack; each sentence names its key, its value (a secret's never) and what would go wrong.</summary>
internal static class SinkMistakes
{
    private const int ShortestSecret = 16;
    private const int RoutingKeyLength = 32;

    /// <summary>A sentence for each mistake.</summary>
    public static IEnumerable<string> In(SinkOptions options) =>
    [
        .. options.Webhooks.SelectMany((entry, i) => InWebhook($"Webhooks:{i}", entry)),
        .. options.Teams.SelectMany((entry, i) => InAddress($"Teams:{i}:Url", entry.Url)),
        .. options.PagerDuty.SelectMany((entry, i) => InPagerDuty($"PagerDuty:{i}", entry)),
        .. options.Email.SelectMany((entry, i) => InEmail($"Email:{i}", entry)),
        .. options.Sns.SelectMany((entry, i) => InTopic($"Sns:{i}", entry)),
        .. InNames([.. options.Names]),
    ];

    private static IEnumerable<string> InNames(IReadOnlyList<string> names)
    {
        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
        {
            yield return $"Name '{TerminalText.Clean(twice.Key)}' belongs to {twice.Count()} sinks: routes could not tell them apart. Give each a Name of its own.";
        }

        foreach (var taken in names.Where(n => n is SlackOptions.SinkName or Routing.AlertRouter.Nobody or "" || n.Length > 60 || n.Any(char.IsControl)))
        {
            yield return $"Name '{TerminalText.Clean(taken)}' cannot name a sink: it is empty, too long, or means something else in routes. Give another Name.";
        }
    }

    private static IEnumerable<string> InAddress(string key, Secret? url)
    {
        if (url is null)
        {
            yield return $"{key} is missing: there is nowhere to send alerts to.";
        }
        else if (SecretAddress.Problem(url) is { } problem)
        {
            yield return $"{key} {problem}";
        }
    }

    private static IEnumerable<string> InWebhook(string key, WebhookEntry entry)
    {
        foreach (var mistake in InAddress($"{key}:Url", entry.Url))
        {
            yield return mistake;
        }

        if (entry.Secret is { } secret && secret.Reveal().Length < ShortestSecret)
        {
            yield return $"{key}:Secret has {secret.Reveal().Length} characters, fewer than {ShortestSecret}: it could be found by trying. Make one with: openssl rand -base64 32";
        }
    }

    private static IEnumerable<string> InPagerDuty(string key, PagerDutyEntry entry)
    {
        if (entry.RoutingKey is null)
        {
            yield return $"{key}:RoutingKey is missing: PagerDuty would not know whom to call. Take the integration key of a service's Events API v2.";
        }
        else if (entry.RoutingKey.Reveal() is var text && (text.Length != RoutingKeyLength || !text.All(char.IsAsciiLetterOrDigit)))
        {
            yield return $"{key}:RoutingKey is not {RoutingKeyLength} letters and digits (its value is not shown, as it is a secret): PagerDuty would refuse every alert.";
        }

        if (entry.Url is not { IsAbsoluteUri: true } || entry.Url is not { Scheme: "https" } and not { Scheme: "http", IsLoopback: true })
        {
            yield return $"{key}:Url ({entry.Url}) does not begin with https://: the routing key would cross the network readable for others.";
        }
    }

    private static IEnumerable<string> InEmail(string key, EmailEntry entry)
    {
        if (string.IsNullOrWhiteSpace(entry.Server))
        {
            yield return $"{key}:Server is missing: no mail could be sent.";
        }

        if (entry.Port is < 1 or > 65535)
        {
            yield return $"{key}:Port ({entry.Port}) is no port: no mail could be sent. Use 587, or 465 for TLS from the beginning.";
        }

        if (!IsAddress(entry.From))
        {
            yield return $"{key}:From ({TerminalText.Clean(entry.From ?? "")}) is no mail address: no server would take the mail.";
        }

        if (entry.To.Count == 0)
        {
            yield return $"{key}:To is empty: nobody would get the mail.";
        }

        foreach (var to in entry.To.Where(to => !IsAddress(to)))
        {
            yield return $"{key}:To has '{TerminalText.Clean(to)}': it is no mail address, so the whole mail would be refused.";
        }

        if (entry.StartTls is not "required" and not "off")
        {
            yield return $"{key}:StartTls ({TerminalText.Clean(entry.StartTls)}) is neither 'required' nor 'off': it would be unclear whether mails may be read on the way.";
        }

        if (entry is { StartTls: "off", User: not null, Server: not ("localhost" or "127.0.0.1" or "::1") })
        {
            yield return $"{key}:StartTls is off and {key}:User is set: the password would cross the network readable for others. Use 'required'.";
        }
    }

    private static IEnumerable<string> InTopic(string key, SnsEntry entry)
    {
        if (Sns.RegionOf(entry.TopicArn) is null)
        {
            yield return $"{key}:TopicArn ({TerminalText.Clean(entry.TopicArn ?? "")}) is no topic: no alert could be sent. It reads arn:aws:sns:eu-west-1:111122223333:drift.";
        }

        if (entry.Format is not "text" and not "json")
        {
            yield return $"{key}:Format ({TerminalText.Clean(entry.Format)}) is neither 'text' nor 'json': whoever subscribes could not read the messages.";
        }

        if (entry is { ExternalId: not null, RoleArn: null })
        {
            yield return $"{key}:ExternalId is set and {key}:RoleArn is not: only a role asks for it. Name the role, or leave it out.";
        }
    }

    private static bool IsAddress(string? text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);

    /// <summary>Checks the sinks at the start.</summary>
    internal sealed class Validator : IValidateOptions<SinkOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, SinkOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            foreach (var mistake in In(options))
            {
                result.AddError(mistake);
            }

            return result.Build();
        }
    }
}
