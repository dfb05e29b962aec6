using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay;

public sealed class OrderTests
{
    [Fact]
    public async Task Events_are_judged_by_time_and_id_whatever_file_they_lie_in()
    {
        using var folder = new TestFolder();
        folder.Write("in/a.json", Records.File(Records.Of("Drift", 9, id: "late"), Records.Of("Drift", 3, id: "b")));
        folder.Write("in/b.json", Records.File(Records.Of("Drift", 3, id: "a"), Records.Of("Drift", 1, id: "early")));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "csv");

        outcome.OutputLines.Skip(1).Select(line => line.Split(',')[15]).ShouldBe(["early", "a", "b", "late"]);
    }

    [Fact]
    public async Task The_same_events_give_the_same_bytes_whatever_the_files_and_workers()
    {
        using var folder = new TestFolder();
        var random = new Random(7);
        string[] verdicts = ["Drift", "ReadOnly", "Failed", "Reverted", "PutMystery"];
        var records = Enumerable.Range(0, 300)
            .Select(i => Records.Of(verdicts[i % verdicts.Length], random.Next(60), id: $"id-{random.Next(200)}", who: $"person {i}"))
            .ToArray();
        var all = folder.Write("one/all.json", Records.File(records));
        random.Shuffle(records);
        foreach (var (part, i) in records.Chunk(7).Select((part, i) => (part, i)))
        {
            folder.Write($"many/{i}.json", Records.File(part));
        }

        var one = await new ProgramUnderTest(folder).RunAsync("replay", all, "--all", "--output", "ndjson", "--workers", "1");
        var many = await new ProgramUnderTest(folder).RunAsync("replay", "many", "--all", "--output", "ndjson", "--workers", "8");
        var shown = await new ProgramUnderTest(folder).RunAsync("replay", "many", "--output", "ndjson");

        many.Output.ShouldBe(one.Output);
        one.OutputLines.Count.ShouldBe(300);
        shown.OutputLines.ShouldBe(one.OutputLines.Where(line => line.Contains("\"drift\",", StringComparison.Ordinal) || line.Contains("\"reverted\"", StringComparison.Ordinal)));
        shown.ErrorLines.Skip(2).Take(2).ShouldBe(one.ErrorLines.Skip(2).Take(2));
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_judged_once()
    {
        using var folder = new TestFolder();
        var record = Records.Of("Drift", 1);
        folder.Write("in/a.json", Records.File(record));
        folder.Write("in/b.json", Records.File(record, record));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--all", "--output", "csv");

        outcome.OutputLines.Skip(1).Select(line => line.Split(',')[1]).ShouldBe(["drift", "duplicate", "duplicate"]);
        outcome.Errors.ShouldContain("Besides: duplicate 2.");
    }

    [Theory]
    [InlineData("--since 2026-03-02T14:05:00Z", "5,9")]
    [InlineData("--until 2026-03-02T14:05:00Z", "1")]
    [InlineData("--since 2026-03-02T15:05:00+01:00 --until 2026-03-02T14:09", "5")]
    [InlineData("--since 8d", "1,5,9")]
    [InlineData("--since 189h", "")]
    [InlineData("--account 111122223333", "1,5,9")]
    [InlineData("--account 999999999999", "")]
    [InlineData("--region us-east-1", "9")]
    [InlineData("--region us-east-1 --region eu-west-1", "1,5,9")]
    public async Task Only_what_is_asked_about_is_judged(string options, string minutes)
    {
        using var folder = new TestFolder();
        var abroad = Records.Of("Drift", 9, id: "9").Replace("\"who\"", "\"awsRegion\":\"us-east-1\",\"who\"", StringComparison.Ordinal);
        folder.Write("in/a.json", Records.File(Records.Of("Drift", 1, id: "1"), Records.Of("Drift", 5, id: "5"), abroad));

        var outcome = await new ProgramUnderTest(folder).RunAsync(["replay", "in", "--output", "csv", .. options.Split(' ')]);

        string.Join(',', outcome.OutputLines.Skip(1).Select(line => line.Split(',')[15])).ShouldBe(minutes);
    }
}
