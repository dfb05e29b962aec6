using System.Text.Json;
using DriftStream.Commands;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Replay.Digests;
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
    public async Task Evidence_names_the_file_that_an_event_was_read_from_and_the_state_that_it_was_judged_with()
    {
        using var folder = new TestFolder();
        File.Copy(Path.Combine(Samples, "events.json"), folder.At("b.json"));
        File.Copy(Path.Combine(Samples, "events.json"), folder.At("a.json"));

        await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("replay", ".", "--state", $"prod={Path.Combine(Samples, "prod.tfstate")}", "--record");
        var audited = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("audit", "--output", "ndjson");

        audited.OutputLines.Count.ShouldBeGreaterThan(3);
        foreach (var line in audited.OutputLines)
        {
            var evidence = JsonDocument.Parse(line).RootElement.GetProperty("evidence");
            evidence.GetProperty("file").GetString().ShouldBe(folder.At("a.json"), "of two copies, the first in the alphabet");
            evidence.GetProperty("digest").ValueKind.ShouldBe(JsonValueKind.Null);
            var state = evidence.GetProperty("states").EnumerateArray().ShouldHaveSingleItem();
            state.GetProperty("name").GetString().ShouldBe("prod");
            state.GetProperty("serial").GetInt64().ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Evidence_says_what_the_digests_say_of_the_file()
    {
        var records = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Samples, "events.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("Records");
        int[] found = [1, 3, 0, 4];
        using var trail = new SignedTrail { Delivers = hour => $$"""{"Records":[{{records[found[hour]].GetRawText()}}]}""" };
        trail.Deliver(hours: 4);
        trail.Folder.Write(Path.GetRelativePath(trail.Folder.Path, trail.Log(1)), TestFolder.Gzip($" {trail.Delivers(1)}"));
        File.Delete(trail.Digest(2));
        File.Delete(trail.Signature(3));

        await new ProgramUnderTest(trail.Folder) { Parts = new ProgramParts() }.RunAsync(
            "replay", "trail", "--state", $"prod={Path.Combine(Samples, "prod.tfstate")}", "--record", "--verify-digests", "--public-keys", "keys.json");
        var audited = await new ProgramUnderTest(trail.Folder) { Parts = new ProgramParts() }.RunAsync("audit", "--output", "ndjson");
        var told = await new ProgramUnderTest(trail.Folder) { Parts = new ProgramParts() }.RunAsync("audit", "--evidence", records[found[0]].GetProperty("eventID").GetString()!);

        audited.OutputLines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("evidence").GetProperty("digest").GetString())
            .ShouldBe(["proven", "altered", "uncovered", "unsigned"]);
        told.Output.ShouldContain($"origin     Read from {trail.Log(0)}; CloudTrail's digests: proven.");
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
