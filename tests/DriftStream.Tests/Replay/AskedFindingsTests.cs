using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay;

/// <summary>Which findings of a replay are shown.</summary>
public sealed class AskedFindingsTests
{
    private static readonly string Story = Calls.Records(
        Calls.Tag(3, who: "alice@example.com"),
        Calls.Tag(5, second: 1, who: "bob@example.com"),
        Calls.NewBucket("acme-new", second: 2),
        Calls.Untag(3, second: 60),
        Calls.NewBucket("acme-newer", second: 61));

    [Theory]
    [InlineData("drift,drift,unmanaged,reverted,unmanaged")]
    [InlineData("drift,drift", "--verdict", "drift")]
    [InlineData("drift,drift,reverted", "--verdict", "drift", "--verdict", "reverted")]
    [InlineData("unmanaged,unmanaged", "--verdict", "unmanaged")]
    [InlineData("", "--verdict", "in-sync")]
    [InlineData("drift,reverted", "--address", "*data_003")]
    [InlineData("drift,drift,reverted", "--address", "AWS_S3_*")]
    [InlineData("drift,unmanaged,unmanaged", "--actor", "alice*")]
    [InlineData("unmanaged,unmanaged", "--event", "Create*")]
    [InlineData("drift,drift,unmanaged,reverted,unmanaged", "--type", "aws_s3_bucket")]
    [InlineData("", "--type", "aws_instance")]
    [InlineData("", "--severity", "critical")]
    [InlineData("drift", "--actor", "bob*", "--verdict", "drift", "--address", "*005")]
    public async Task Only_what_is_asked_for_is_shown(string verdicts, params string[] wishes)
    {
        using var folder = new TestFolder();

        var outcome = await ReplayAsync(folder, wishes);

        string.Join(',', outcome.OutputLines.Select(Verdict)).ShouldBe(verdicts, outcome.Errors);
        outcome.ErrorLines.Count(line => line.StartsWith("Shown of them: ", StringComparison.Ordinal)).ShouldBe(wishes.Length == 0 ? 0 : 1);
    }

    [Theory]
    [InlineData("--verdict", "drift", "--verdict", "reverted")]
    [InlineData("--address", "*")]
    public async Task What_no_state_holds_is_passed_over_where_only_addresses_are_asked_for(params string[] wishes)
    {
        using var folder = new TestFolder();

        var outcome = await ReplayAsync(folder, wishes);

        outcome.ErrorLines.ShouldContain("Passed over, as findings about resources that a state holds are asked for: 2 changes that made something else or say they are Terraform's.");
        outcome.ErrorLines.ShouldContain("Found: drift 2, reverted 1.");
        outcome.ErrorLines.ShouldContain($"Shown of them: 3 findings, by {wishes[0]}.");
        outcome.OutputLines.ShouldBe([.. (await ReplayAsync(folder)).OutputLines.Where(line => Verdict(line) != "unmanaged")]);
    }

    [Fact]
    public async Task A_verdict_that_is_not_shown_by_default_is_shown_when_it_is_asked_for()
    {
        using var folder = new TestFolder();
        folder.Write("refused.json", Calls.Records(Calls.Tag(3), Calls.Refused(4, second: 9)));

        var outcome = await RunAsync(folder, "refused.json", "--verdict", "failed", "--detailed-exitcode");

        outcome.OutputLines.Select(Verdict).ShouldBe(["failed"]);
        outcome.ExitCode.ShouldBe(3);
        (await RunAsync(folder, "refused.json", "--verdict", "deleted", "--detailed-exitcode")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Only_drifts_that_are_asked_for_are_open_at_the_end()
    {
        using var folder = new TestFolder();
        folder.Write("many.json", Calls.Records([.. Enumerable.Range(0, 7).Select(i => Calls.Tag(i, second: i))]));

        var outcome = await RunAsync(folder, "many.json", "--address", "*_00*");

        outcome.ErrorLines.ShouldContain(line => line.StartsWith("Still open at the end: 7 drifts", StringComparison.Ordinal));
        var none = await RunAsync(folder, "many.json", "--type", "aws_s3_bucket", "--address", "module.*");
        none.OutputLines.ShouldBeEmpty();
        none.Errors.ShouldNotContain("Still open");
    }

    [Theory]
    [InlineData("--verdict is 'drifted': it must be one of ", "--verdict", "drifted")]
    [InlineData("--severity is 'bad': it must be info, low, medium, high or critical.", "--severity", "bad")]
    public async Task What_cannot_be_meant_is_refused(string sentence, params string[] wishes)
    {
        using var folder = new TestFolder();

        var outcome = await ReplayAsync(folder, wishes);

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines[0].ShouldStartWith(sentence);
    }

    private static Task<ProgramOutcome> ReplayAsync(TestFolder folder, params string[] wishes)
    {
        folder.Write("story.json", Story);
        return RunAsync(folder, "story.json", wishes);
    }

    private static Task<ProgramOutcome> RunAsync(TestFolder folder, string log, params string[] wishes)
    {
        folder.Write("prod.tfstate", ManagedState.Of(8));
        return new ProgramUnderTest(folder) { Parts = new() }.RunAsync(["replay", log, "--state", "prod=prod.tfstate", "--output", "ndjson", .. wishes]);
    }

    private static string Verdict(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetString()!;
}
