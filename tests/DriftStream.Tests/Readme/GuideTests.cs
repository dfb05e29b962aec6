using System.Text.RegularExpressions;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Ignoring;
using DriftStream.Ledger.Lives;
using DriftStream.Tests.Commands;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Readme;

/// <summary>What the guides show is what happens.</summary>
public sealed partial class GuideTests
{
    private const string Program = "dotnet run --project src/DriftStream -- ";

    public static TheoryData<string, string> Shown => new(new[] { "replay.md", "coverage.md", "ignore.md" }.SelectMany(g => Example().Matches(Guide(g))).Select(m => (m.Groups[1].Value, m.Groups[2].Value)));

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task A_command_prints_what_is_shown_below_it(string command, string shown)
    {
        using var folder = new TestFolder();
        var arguments = Word().Matches(command[Program.Length..]).Select(m => m.Value.Trim('\'').Replace("docs/samples", Path.Combine(Checkout.Root, "docs", "samples"), StringComparison.Ordinal));

        var outcome = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync([.. arguments]);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        Plain(outcome.Output.Replace(folder.Path, "FOLDER", StringComparison.Ordinal)).ShouldBe(Plain(shown));
    }

    [Fact]
    public void The_configuration_shown_has_no_mistake()
    {
        using var folder = new TestFolder();
        var secrets = folder.Write("slack", "https://hooks.slack.com/services/T/B/x");
        var json = Configuration().Match(Guide("connect.md")).Groups[1].Value;
        folder.Write("driftstream.json", Regex.Replace(json, "file:[^\"]+", $"file:{secrets}"));

        var loaded = new ConfigurationLoader(ConfigurationSections.All, folder.Path, new Dictionary<string, string>()).Load(null);

        loaded.Core.Accounts.ShouldHaveSingleItem().Name.ShouldBe("acme-prod");
        loaded.Values["Queue:Url"].ShouldNotBeNull();
    }

    [Fact]
    public void The_gap_settings_shown_and_listed_have_no_mistake()
    {
        using var folder = new TestFolder();
        var blocks = Configuration().Matches(Guide("gaps.md"));
        blocks.Count.ShouldBe(2);
        foreach (Match shown in blocks)
        {
            folder.Write("driftstream.json", shown.Groups[1].Value);
            new ConfigurationLoader(ConfigurationSections.All, folder.Path, new Dictionary<string, string>()).Load(null).Values.ShouldNotBeNull();
        }

        var listed = Regex.Matches(Guide("gaps.md"), @"^\| `Gaps:(\w+)` \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        listed.Order().ShouldBe(ConfigurationSections.All.Single(k => k.Name == "Gaps").Members.Select(k => k.Name).Order());
    }

    [Fact]
    public void The_severities_shown_have_no_mistake()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", Configuration().Match(Guide("severity.md")).Groups[1].Value);

        var rules = new ConfigurationLoader(ConfigurationSections.All, folder.Path, new Dictionary<string, string>()).Load(null).Core.ForJudge().Severities;

        rules.Select(r => $"{r.Effect} {r.State} {r.Address} {r.Type} {r.Change}")
            .ShouldBe(["data-loss * * aws_sqs_queue low", "data-loss * * * critical", "public-endpoint * module.website.* * info", "* dev/* * * lower"]);
    }

    [Theory]
    [InlineData("""{ "Effect": "*-port-open", "State": "prod", "Severity": "lower" }""", "high: admin-port-open (tcp/22 to 0.0.0.0/0; 22 is SSH) set to high from critical.")]
    [InlineData("""{ "Effect": "*-port-open", "State": "dev", "Severity": "lower" }""", "critical: admin-port-open (tcp/22 to 0.0.0.0/0; 22 is SSH).")]
    public async Task Severities_are_followed_by_explain_and_replay_alike(string entry, string sentence)
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", $$"""{ "Severities": [ {{entry}} ] }""");
        string[] arguments = [Path.Combine(Checkout.Root, "docs", "samples", "port-opened.json"), "--state", "prod=" + Path.Combine(Checkout.Root, "docs", "samples", "prod.tfstate")];
        var program = new ProgramUnderTest(folder) { Parts = new ProgramParts() };

        var explained = await program.RunAsync(["explain", .. arguments]);
        var replayed = await program.RunAsync(["replay", .. arguments, "--output", "ndjson"]);

        explained.Output.ShouldContain($"  severity   {sentence}\n");
        replayed.Output.ShouldContain($"\"severity\":\"{sentence.Split(':')[0]}\"");
    }

    [Fact]
    public void The_ignore_rules_shown_are_the_sample_and_have_no_mistake()
    {
        var sample = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "samples", "ignore.json"));

        Sample().Match(Guide("ignore.md")).Groups[1].Value.ShouldBe(sample);
        var file = IgnoreFile.Read(System.Text.Encoding.UTF8.GetBytes(sample), "ignore.json", FixedTime.Noon.GetUtcNow());
        file.Mistakes.Concat(file.Doubts).ShouldBeEmpty();
    }

    [Fact]
    public void The_sample_about_runners_can_be_read_and_names_the_holds_as_they_are()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", Configuration().Match(Guide("terraform.md")).Groups[1].Value);

        var loaded = new ConfigurationLoader(ConfigurationSections.All, folder.Path, new Dictionary<string, string>()).Load(null);

        loaded.Core.States[0].Runners.ShouldBe(["arn:aws:iam::*:role/net-apply"]);
        loaded.Values.GetSection(HoldOptions.Section).Get<HoldOptions>().ShouldBeEquivalentTo(new HoldOptions());
    }

    [Theory]
    [InlineData("connect.md")]
    [InlineData("replay.md")]
    [InlineData("catalogue.md")]
    [InlineData("severity.md")]
    [InlineData("coverage.md")]
    [InlineData("ignore.md")]
    [InlineData("operations.md")]
    [InlineData("terraform.md")]
    public void Every_file_linked_is_there(string guide) =>
        Link().Matches(Guide(guide)).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal))
            .ShouldAllBe(link => Path.Exists(Path.Combine(Checkout.Root, "docs", link)));

    private static string Guide(string name) => File.ReadAllText(Path.Combine(Checkout.Root, "docs", name));

    // A table ends its lines with blanks that nobody would write into a guide.
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    [GeneratedRegex(@"^```sh\n([^\n]+)\n```\n\n```text\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"<!-- configuration -->\n\n```json\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Configuration();

    [GeneratedRegex(@"<!-- sample -->\n\n```json\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
