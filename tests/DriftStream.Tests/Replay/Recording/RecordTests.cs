using DriftStream.Commands;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Recording;

public sealed class RecordTests
{
    private static readonly string Samples = Path.Combine(Checkout.Root, "docs", "samples");

    [Fact]
    public async Task What_is_recorded_is_what_was_printed_and_audit_knows_it()
    {
        using var folder = new TestFolder();

        var replayed = await ReplayAsync(folder, "--record");
        var audited = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("audit", "--output", "ndjson");
        var verified = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("audit", "--verify");

        replayed.ExitCode.ShouldBe(0, replayed.Errors);
        replayed.OutputLines.Count.ShouldBe(4);
        replayed.ErrorLines.ShouldContain($"Recorded in the ledger at {folder.Path}/driftstream.db: 5 events with 4 findings.");
        // The audit says more of each, behind what the replay says.
        audited.OutputLines.Zip(replayed.OutputLines, (full, line) => full[..(line.Length - 1)] + "}").ShouldBe(replayed.OutputLines);
        audited.OutputLines.Count.ShouldBe(replayed.OutputLines.Count);
        audited.Errors.ShouldContain("open now: 2 drifts.");
        verified.ExitCode.ShouldBe(0, verified.Errors);
        Queries(folder).Outbox().Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Each_recorded_event_leads_to_the_file_that_it_was_read_from()
    {
        using var folder = new TestFolder();
        var events = Path.Combine(Samples, "events.json");

        await ReplayAsync(folder, "--record");
        var program = new ProgramUnderTest(folder) { Parts = new ProgramParts() };
        var lines = (await program.RunAsync("audit", "--output", "ndjson")).OutputLines;
        var evidence = await program.RunAsync("audit", "--evidence", "3e5d1a83-6b92-4f70-8c4d-7f1a2b935d33");

        lines.Count.ShouldBe(4);
        lines.ShouldAllBe(line => line.Contains($"\"file\":\"{events}\",\"digest\":null", StringComparison.Ordinal));
        evidence.Output.ShouldContain($"origin     Read from {events}; CloudTrail's digests were not asked.");
    }

    [Fact]
    public async Task What_the_digests_say_of_its_file_is_part_of_the_evidence()
    {
        using var folder = new TestFolder();

        await ReplayAsync(folder, "--record", "--verify-digests");
        var lines = (await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("audit", "--output", "ndjson")).OutputLines;

        lines.Count.ShouldBe(4);
        lines.ShouldAllBe(line => line.Contains("\"digest\":\"uncovered\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recorded_once_more_nothing_is_added()
    {
        using var folder = new TestFolder();
        await ReplayAsync(folder, "--record");

        var again = await ReplayAsync(folder, "--record");

        again.ErrorLines.ShouldContain($"Recorded in the ledger at {folder.Path}/driftstream.db: 0 events with 0 findings; it held 5 others before.");
        Queries(folder).OpenDrifts().Values.Sum().ShouldBe(2);
    }

    [Fact]
    public async Task Without_being_asked_for_nothing_is_recorded()
    {
        using var folder = new TestFolder();

        await ReplayAsync(folder);

        File.Exists(Path.Combine(folder.Path, "driftstream.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task People_are_told_if_that_is_asked_for_too()
    {
        using var folder = new TestFolder();
        await using var slack = await WebhookReceiver.StartAsync();
        folder.Write("driftstream.json", $$"""{ "Slack": { "WebhookUrl": "{{slack.Url}}", "RatePerSecond": 0 }, "Alerts": { "DigestFrom": 0 } }""");

        var replayed = await ReplayAsync(folder, "--record", "--notify");

        replayed.ExitCode.ShouldBe(0, replayed.Errors);
        slack.Messages.All.ShouldContain(message => message.Contains("tcp/22", StringComparison.Ordinal));
        Queries(folder).Outbox().Waiting.ShouldBe(0);
        replayed.Errors.ShouldContain("Alerts: ");
    }

    [Fact]
    public async Task Where_nobody_could_be_told_that_is_said_before_anything_is_judged()
    {
        using var folder = new TestFolder();

        var replayed = await ReplayAsync(folder, "--record", "--notify");

        replayed.ExitCode.ShouldBe(2);
        replayed.Output.ShouldBeEmpty();
        replayed.ErrorLines[0].ShouldStartWith("--notify: nobody is configured to be told.");
    }

    [Fact]
    public async Task A_ledger_that_a_service_has_is_left_alone()
    {
        using var folder = new TestFolder();
        await ReplayAsync(folder, "--record");
        using var service = Database(folder).Occupy();

        var replayed = await ReplayAsync(folder, "--record");

        replayed.ExitCode.ShouldBe(1);
        replayed.Output.ShouldBeEmpty();
        replayed.Errors.ShouldContain("driftstream.db");
    }

    private static Task<ProgramOutcome> ReplayAsync(TestFolder folder, params string[] more) => new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync(
        ["replay", Path.Combine(Samples, "events.json"), "--state", "prod=" + Path.Combine(Samples, "prod.tfstate"), "--runner", "arn:aws:iam::*:role/terraform-*", "--output", "ndjson", .. more]);

    private static LedgerQueries Queries(TestFolder folder) => new(Database(folder));

    private static LedgerDatabase Database(TestFolder folder) => new(Options.Create(new LedgerOptions { Folder = folder.Path }), TimeProvider.System);
}
