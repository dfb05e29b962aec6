using System.Text;
using DriftStream.Commands;
using DriftStream.Core.Values;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ignoring;

/// <summary>Ignore rules through the door of <c>replay</c> and <c>explain</c>.</summary>
public sealed class ReplayIgnoringTests : IDisposable
{
    private const string Rule = """{"rules":[{"name":"tag-robot","owner":"platform@acme","reason":"it tags at night","type":"aws_s3_bucket","attribute":"tags.drift"}]}""";
    private readonly TestFolder _folder = new();

    public ReplayIgnoringTests()
    {
        _folder.Write("prod.tfstate", ManagedState.Of(10));
        _folder.Write("events.json", Calls.Records(Calls.Tag(1), Calls.ChangePassword(), Calls.Untag(1)));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_rules_everything_is_told()
    {
        var outcome = await ReplayAsync();

        Verdicts(outcome).ShouldBe(["touched aws_db_instance.orders ", "drift aws_s3_bucket.data_001 ", "reverted aws_s3_bucket.data_001 "], ignoreOrder: true);
        outcome.Errors.ShouldNotContain("gnore");
    }

    [Fact]
    public async Task The_file_in_the_working_folder_counts_and_the_summary_says_what_it_swallowed()
    {
        _folder.Write("driftstream.ignore.json", Rule);

        var outcome = await ReplayAsync("--all");

        Verdicts(outcome).ShouldBe(["touched aws_db_instance.orders ", "ignored aws_s3_bucket.data_001 tag-robot", "in-sync aws_s3_bucket.data_001 "], ignoreOrder: true);
        outcome.ErrorLines.ShouldContain("Swallowed by ignore rules: tag-robot 1.");
        outcome.ErrorLines.ShouldContain("Ignore rules: 1 from the ignore file.");
    }

    [Fact]
    public async Task Another_file_may_be_named_and_rules_may_be_left_out()
    {
        _folder.Write("driftstream.ignore.json", Rule);
        _folder.Write("other/rules.json", Rule.Replace("aws_s3_bucket", "aws_db_instance", StringComparison.Ordinal).Replace("tags.drift", "password", StringComparison.Ordinal));

        Verdicts(await ReplayAsync("--ignore-file", "other/rules.json")).ShouldBe(["drift aws_s3_bucket.data_001 ", "reverted aws_s3_bucket.data_001 "]);
        Verdicts(await ReplayAsync("--no-ignore")).Count().ShouldBe(3);

        var both = await ReplayAsync("--no-ignore", "--ignore-file", "other/rules.json");
        (both.ExitCode, both.ErrorLines[0]).ShouldBe((2, "--ignore-file names rules and --no-ignore asks for none: give one of them."));
    }

    [Fact]
    public async Task A_file_with_mistakes_stops_before_the_first_event()
    {
        _folder.Write("driftstream.ignore.json", """{"rules":[{"name":"all","owner":"p","reason":"quiet","address":"*"},{"name":"x"}]}""");

        var outcome = await ReplayAsync();

        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.ErrorLines[0].ShouldBe("The configuration has 3 mistakes; nothing was started.");
        outcome.Errors.ShouldContain("driftstream.ignore.json:1: rule 'all' would silence everything");
    }

    [Fact]
    public async Task The_lines_of_driftignore_count_and_those_that_cannot_are_named()
    {
        _folder.Write(".driftignore", "*\naws_s3_bucket.acme-data-001\n");

        var outcome = await ReplayAsync("--all");

        Verdicts(outcome).ShouldContain("ignored aws_s3_bucket.data_001 .driftignore:2");
        outcome.ErrorLines[0].ShouldStartWith(".driftignore:1 would silence everything, so it is left out.");
    }

    [Fact]
    public async Task What_the_code_of_a_state_leaves_alone_is_ignored()
    {
        _folder.Write("driftstream.json", """{"States":[{"Name":"prod","Url":"prod.tfstate","Code":"infra"}]}""");
        _folder.Write("infra/main.tf", """
            resource "aws_s3_bucket" "data_001" {
              lifecycle {
                ignore_changes = [tags["drift"]]
              }
            }
            """);

        Verdicts(await new ProgramUnderTest(_folder) { Parts = new ProgramParts() }.RunAsync("replay", "events.json", "--all", "--output", "ndjson"))
            .ShouldContain("ignored aws_s3_bucket.data_001 main.tf:3 ignore_changes");
        Verdicts(await ReplayAsync()).ShouldContain("drift aws_s3_bucket.data_001 ");
    }

    [Fact]
    public async Task Explain_tells_which_rule_it_was()
    {
        _folder.Write("driftstream.ignore.json", Rule);
        _folder.Write("event.json", Calls.Tag(1));

        var outcome = await new ProgramUnderTest(_folder) { Parts = new ProgramParts() }.RunAsync("explain", "event.json", "--state", "prod=prod.tfstate");

        outcome.Output.ShouldContain("ignore     Rule tag-robot covers tags.drift (platform@acme: it tags at night).");
        outcome.Output.ShouldContain("=> ignored at aws_s3_bucket.data_001 in state prod");
    }

    private Task<ProgramOutcome> ReplayAsync(params string[] options) =>
        new ProgramUnderTest(_folder) { Parts = new ProgramParts() }.RunAsync(["replay", "events.json", "--state", "prod=prod.tfstate", "--output", "ndjson", .. options]);

    private static IEnumerable<string> Verdicts(ProgramOutcome outcome) => outcome.OutputLines
        .Select(line => ValueReader.Read(Encoding.UTF8.GetBytes(line)))
        .Select(f => $"{f["verdict"].Text} {f["resource"]["address"].Text} {f["rule"].Text}");
}
