using System.Text.Json;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sources;

public sealed class ExportTests
{
    [Fact]
    public async Task An_answer_of_CloudTrail_Lake_is_read_out_of_its_table()
    {
        using var folder = new TestFolder();
        string[] records = [Records.Of("Drift", 1, id: "one", request: new { text = "a \"quoted\", value\nof two lines" }), Records.Of("Drift", 2, id: "two")];
        var table = "eventName,eventJson\r\n" + string.Concat(records.Select(r => $"Drift,\"{r.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"));
        folder.Write("lake/result_1.csv.gz", TestFolder.Gzip(table));
        folder.Write("lake/result_sign.json", """{"version":"1.0","files":[]}""");

        var outcome = await Replay(folder, "lake");

        outcome.ExitCode.ShouldBe(0);
        FarPlace.Found(outcome).ShouldBe(["one", "two"]);
        outcome.ErrorLines.ShouldContain("lake/result_sign.json: it only proves or lists other files, so it was left out");
    }

    [Fact]
    public async Task A_table_without_whole_records_is_named()
    {
        using var folder = new TestFolder();
        folder.Write("lake/result_1.csv.gz", TestFolder.Gzip("eventName,eventTime\r\nDrift,2026-03-02\r\n"));

        var outcome = await Replay(folder, "lake");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldContain("lake/result_1.csv.gz: it cannot be read: it is a table without the column eventJson, so it holds no records. Ask CloudTrail Lake for SELECT eventJson FROM …");
    }

    [Fact]
    public async Task A_table_that_is_cut_is_named()
    {
        using var folder = new TestFolder();
        var packed = TestFolder.Gzip($"eventJson\r\n\"{Records.Of("Drift", 1).Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n");
        folder.Write("lake/result_1.csv.gz", packed[..^9]);
        folder.Write("lake/result_2.csv", "eventJson\r\n\"{\"\"eventName\"\":");

        var outcome = await Replay(folder, "lake");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("lake/result_1.csv.gz: it cannot be read: it is truncated: ");
        outcome.ErrorLines.ShouldContain("lake/result_2.csv: it cannot be read: it is truncated: its last row has no end");
    }

    [Fact]
    public async Task Events_of_a_bus_are_read_however_a_stream_strings_them_together()
    {
        using var folder = new TestFolder();
        string[] events = [.. Enumerable.Range(0, 3).Select(Envelope)];
        folder.Write("bus/lines.jsonl", string.Join('\n', events));
        folder.Write("bus/unbroken.json", string.Concat(events.Select(e => e.Replace("line-", "unbroken-", StringComparison.Ordinal))));

        var outcome = await new ProgramUnderTest(folder) { Parts = new() }.RunAsync("replay", "bus", "--output", "ndjson", "--all");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldContain("6 CloudTrail records");
    }

    private static string Envelope(int i) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["version"] = "0",
        ["id"] = $"message-{i}",
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["source"] = "aws.s3",
        ["account"] = "111122223333",
        ["time"] = "2026-03-02T14:00:00Z",
        ["region"] = "eu-west-1",
        ["resources"] = Array.Empty<string>(),
        ["detail"] = JsonDocument.Parse(Gaps.History.Record($"line-{i}", new(2026, 3, 2, 14, i, 0, TimeSpan.Zero))).RootElement,
        ["replay-name"] = "second-look",
    });

    private static Task<ProgramOutcome> Replay(TestFolder folder, string source) => new ProgramUnderTest(folder).RunAsync("replay", source, "--output", "ndjson");
}
