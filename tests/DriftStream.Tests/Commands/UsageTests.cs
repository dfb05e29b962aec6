using DriftStream.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("replya", "There is no verb replya. Did you mean replay?")]
    [InlineData("replay", "replay needs a SOURCE: a log file or a folder with .json, .jsonl and .ndjson files, packed with gzip or not; s3://bucket/prefix; cloudtrail:REGION for the last 90 days, narrowed by ?user=, ?resource= or ?event= where wanted; - is standard input.")]
    [InlineData("explain", "explain needs an EVENT: a file with an event, - for standard input, or the eventID of an event in the ledger.")]
    [InlineData("audit --sicne 2d", "--sicne is no option of audit. Did you mean --since?")]
    [InlineData("states prod.tfstate", "states does not take 'prod.tfstate'.")]
    [InlineData("replay in --state", "--state needs a value, and none follows: --state STATE.")]
    [InlineData("replay in --output csv --output ndjson", "--output is given 2 times, and only one can count: leave the others out.")]
    [InlineData("bench --events many", "--events is 'many': it must be a whole number.")]
    [InlineData("bench --tolls", "--tolls is no option of bench. Did you mean --tools?")]
    [InlineData("replay in --region mars", "--region is 'mars': a region is called like eu-west-1, so no event could match.")]
    [InlineData("replay https://example.com/logs", "'https://example.com/logs' lies where replay cannot read: give a file, a folder, s3://bucket/prefix, cloudtrail:REGION, or - for standard input.")]
    [InlineData("replay in --outptu csv", "--outptu is no option of replay. Did you mean --output?")]
    [InlineData("replay in -x", "-x is no option of replay. If it is a file, write ./-x.")]
    [InlineData("replay in --output xml", "--output xml is not one of table, ndjson, csv, html.")]
    [InlineData("replay in --time-zone Europe/Atlantis", "--time-zone is 'Europe/Atlantis': this machine knows no such time zone. Write a name such as Europe/Berlin or America/New_York, local for this machine's, or UTC.")]
    [InlineData("replay in --notify", "--notify needs --record: an alert leads to its drift in the ledger, and is sent from there. Give both, or neither.")]
    [InlineData("replay s3://", "'s3://' names no bucket: write s3://bucket or s3://bucket/prefix.")]
    [InlineData("replay cloudtrail:ireland", "'cloudtrail:ireland' names no region: write cloudtrail: or cloudtrail:eu-west-1.")]
    [InlineData("replay in --join R-1", "--join needs --workers queue: without it, this machine reads everything by itself. Give both, or neither.")]
    [InlineData("replay - --workers queue", "--workers queue hands out files and objects, and '-' is neither: give files, folders or s3://bucket/prefix, or leave --workers queue out.")]
    [InlineData("replay cloudtrail:eu-west-1 --workers queue", "--workers queue hands out files and objects, and 'cloudtrail:eu-west-1' is neither: give files, folders or s3://bucket/prefix, or leave --workers queue out.")]
    [InlineData("replay in --workers queue --resume x", "--workers queue lets other machines read, and --resume, --distill and --verify-digests need what is read on this one: leave one of them out.")]
    [InlineData("replay in --workers 0", "--workers is '0': it must be a number from 1 to 1024, or queue.")]
    [InlineData("replay in --account acme", "--account is 'acme': an account id has 12 digits, so no event could match.")]
    [InlineData("replay in --runner terraform", "--runner is 'terraform': it begins neither with arn: nor with *, so it matches nobody and every call of Terraform would be reported. Write a role's ARN, e.g. arn:aws:iam::*:role/terraform-*.")]
    [InlineData("replay in --since never", "--since is 'never': write a moment such as 2026-03-02T14:00:00Z, a day such as 2026-03-02, or how long ago, such as 2d or 4h.")]
    [InlineData("replay in --since 2026-03-03 --until 2026-03-02", "--since is 2026-03-03 00:00:00Z and --until is 2026-03-02 00:00:00Z: --until itself no longer counts, so no event could match. Give a later --until.")]
    [InlineData("explain event.json --output yaml", "--output yaml is not one of text, json.")]
    [InlineData("coverage", "There is no state to look at: give one with --state, or list it under States in the configuration.")]
    [InlineData("coverage --state x --output yaml", "--output yaml is not one of text, json.")]
    [InlineData("states", "There is no state to show: give one with --state, or list it under States in the configuration.")]
    public async Task What_cannot_be_meant_is_refused_in_one_sentence(string commandLine, string sentence)
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder).RunAsync(commandLine.Split(' '));

        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.ErrorLines[0].ShouldBe(sentence);
        outcome.ErrorLines[^1].ShouldStartWith("Try: driftstream");
    }

    [Fact]
    public async Task An_unexpected_fault_is_a_sentence_and_its_details_are_for_those_who_ask()
    {
        using var folder = new TestFolder();
        var parts = FakeParts.Default with { OpenDoor = (_, _) => throw new InvalidOperationException("no door") };

        var outcome = await new ProgramUnderTest(folder) { Parts = parts }.RunAsync("replay", "in");
        var detailed = await new ProgramUnderTest(folder) { Parts = parts, Environment = { ["DRIFTSTREAM_DEBUG"] = "1" } }.RunAsync("replay", "in");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("Something unexpected happened (InvalidOperationException: no door).");
        outcome.Errors.ShouldNotContain("   at ");
        detailed.Errors.ShouldContain("   at ");
    }

    [Fact]
    public async Task An_interrupted_replay_ends_with_130()
    {
        using var folder = new TestFolder();
        folder.Write("in/a.json", Records.File(Records.Of("Drift", 1)));
        using var interruption = new CancellationTokenSource();
        var parts = FakeParts.Default with
        {
            OpenDoor = (settings, states) =>
            {
                interruption.Cancel();
                return FakeParts.Default.OpenDoor(settings, states);
            },
        };

        var outcome = await new ProgramUnderTest(folder) { Parts = parts, Cancellation = interruption.Token }.RunAsync("replay", "in");

        outcome.ExitCode.ShouldBe(ExitCode.Interrupted);
    }

    [Fact]
    public async Task Names_of_strangers_cannot_steer_the_terminal()
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "\u001b[2Jnowhere.json");

        outcome.Errors.ShouldNotContain('\u001b');
        outcome.Errors.ShouldContain("\\x1b[2Jnowhere.json: it cannot be read: there is no such file");
    }
}
