using System.IO.Enumeration;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Routing;

/// <summary>What is wrong with <c>Alerts</c>; each sentence names its key, its value and what would go wrong.</summary>
internal static class AlertMistakes
{
    private const string Section = AlertOptions.Section;

    /// <summary>A sentence for each mistake.</summary>
    /// <param name="options">The section.</param>
    /// <param name="sinks">The names of the sinks that are configured.</param>
    public static IEnumerable<string> In(AlertOptions options, IReadOnlyCollection<string> sinks)
    {
        if (options.DigestFrom is < 0 or 1)
        {
            yield return $"{Section}:DigestFrom ({options.DigestFrom}) is neither 0 nor at least 2: one change alone cannot be told together with others. Use 0 to be told of each one, or 4.";
        }

        if (QuietHours.ReadZone(options.TimeZone) is null)
        {
            yield return Zone($"{Section}:TimeZone", options.TimeZone);
        }

        for (var i = 0; i < options.Routes.Count; i++)
        {
            foreach (var mistake in InRoute($"{Section}:Routes:{i}", options.Routes[i], sinks))
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<string> InRoute(string key, RouteEntry route, IReadOnlyCollection<string> sinks)
    {
        if (route.Severity is { } severity && !IsSeverity(severity))
        {
            yield return $"{key}:Severity {NoSeverity(severity)} the route would fit nothing.";
        }

        if (route.Verdict is { } verdict && verdict.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(v => !FitsAVerdict(v)) is { } unknown)
        {
            yield return $"{key}:Verdict ({TerminalText.Clean(unknown)}) is no verdict: the route would fit nothing. Give drift, touched, deleted, attached or unmanaged.";
        }

        foreach (var name in route.Sinks.Where(name => name != AlertRouter.Nobody && !sinks.Contains(name)))
        {
            var offer = sinks.Count == 0 ? "None is configured" : $"There is: {string.Join(", ", sinks)}";
            yield return $"{key}:Sinks has '{TerminalText.Clean(name)}': no sink has that name, so nobody would be told. {offer}; '{AlertRouter.Nobody}' tells nobody on purpose.";
        }

        if (route.Channel is { } channel && !SlackMarks.IsId(channel, "CGD"))
        {
            yield return $"{key}:Channel ({TerminalText.Clean(channel)}) is no channel's id: Slack would not find it. The id stands at the end of the channel's details, such as C0123456789.";
        }

        if (route.Mention is { } mention && SlackMarks.Mention(mention).Length == 0)
        {
            yield return $"{key}:Mention ({TerminalText.Clean(mention)}) is neither @here, @channel nor the id of a user (U…) or a user group (S…): nobody would be called.";
        }

        foreach (var mistake in route.QuietHours is { } quiet ? InQuiet($"{key}:QuietHours", quiet) : [])
        {
            yield return mistake;
        }
    }

    private static bool FitsAVerdict(string pattern) => Enum.GetValues<Verdict>().Any(known => FileSystemName.MatchesSimpleExpression(pattern, known.Word(), ignoreCase: false));

    private static IEnumerable<string> InQuiet(string key, QuietHoursEntry quiet)
    {
        foreach (var (name, time) in new[] { ("From", quiet.From), ("To", quiet.To) })
        {
            if (QuietHours.ReadTime(time) is null)
            {
                yield return time is null
                    ? $"{key}:{name} is missing: nobody would know when it is quiet. Give a time such as 22:00."
                    : $"{key}:{name} ({TerminalText.Clean(time)}) is no time of day: nobody would know when it is quiet. Give a time such as 22:00.";
            }
        }

        if (QuietHours.ReadTime(quiet.From) is { } from && from == QuietHours.ReadTime(quiet.To))
        {
            yield return $"{key}:From and To are both {TerminalText.Clean(quiet.From!)}: it would never be quiet.";
        }

        if (quiet.TimeZone is { } zone && QuietHours.ReadZone(zone) is null)
        {
            yield return Zone($"{key}:TimeZone", zone);
        }

        if (!IsSeverity(quiet.Severity))
        {
            yield return $"{key}:Severity {NoSeverity(quiet.Severity)} nobody would know what is told all the same.";
        }
    }

    private static string Zone(string key, string zone) =>
        $"{key} ({TerminalText.Clean(zone)}) is no time zone that this machine knows: nobody would know whose clock counts. Give a name such as Europe/Berlin.";

    private static string NoSeverity(string word) => $"({TerminalText.Clean(word)}) is no severity (info, low, medium, high, critical):";

    private static bool IsSeverity(string word) => Enum.GetValues<Severity>().Any(s => s.Word() == word);

    /// <summary>Checks the section at the start.</summary>
    internal sealed class Validator(IOptions<SlackOptions> slack, IOptions<SinkOptions> sinks) : IValidateOptions<AlertOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, AlertOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            foreach (var mistake in In(options, [.. slack.Value.Names, .. sinks.Value.Names]))
            {
                result.AddError(mistake);
            }

            return result.Build();
        }
    }
}
