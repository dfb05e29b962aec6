using System.Text.RegularExpressions;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Tests.Commands;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Readme;

public sealed partial class AlertsGuideTests
{
    [Fact]
    public void Every_configuration_in_the_guide_of_alerts_is_one_that_driftstream_takes()
    {
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "alerts.md"));
        var shown = Json().Matches(guide).Select(m => m.Groups[1].Value).ToList();

        shown.Count.ShouldBe(3);
        using var folder = new TestFolder();
        folder.Write("driftstream.json", Merged(shown));
        var configuration = new ConfigurationLoader(ConfigurationSections.All, folder.Path, new Dictionary<string, string>()).Load(null);
        ConfigurationSections.Mistakes(configuration.Values).ShouldBeEmpty();
    }

    // One file of all of them, with secrets of the right shape where the guide names files.
    private static string Merged(IEnumerable<string> parts) =>
        "{" + string.Join(",", parts.Select(p => p.Trim()[1..^1].Trim().TrimEnd(',')))
            .Replace("file:/run/secrets/slack-bot", "xoxb-1", StringComparison.Ordinal)
            .Replace("file:/run/secrets/pagerduty", new string('a', 32), StringComparison.Ordinal)
            .Replace("file:/run/secrets/siem-url", "https://example.com/siem", StringComparison.Ordinal)
            .Replace("file:/run/secrets/teams-url", "https://example.com/teams", StringComparison.Ordinal)
            .Replace("file:/run/secrets/", "a-long-enough-secret-", StringComparison.Ordinal) + "}";

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
