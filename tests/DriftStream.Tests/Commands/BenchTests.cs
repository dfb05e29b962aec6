using System.Text.Json;
using DriftStream.Commands;
using DriftStream.Replay.Benching;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class BenchTests
{
    private static readonly ProgramParts Real = new();

    [Fact]
    public async Task Made_up_events_are_measured_every_way_and_nothing_is_left_behind()
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder) { Parts = Real }.RunAsync("bench", "--events", "6000", "--rounds", "1", "--output", "json");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        var figures = JsonSerializer.Deserialize(outcome.Output, BenchJson.Readable.BenchFigures)!;
        (figures.Files, figures.Events, figures.Resources).ShouldBe((2, 6000L, 600L));
        figures.Findings.ShouldBeInRange(100, 6000);
        figures.UnpackedBytes.ShouldBeGreaterThan(figures.PackedBytes);
        figures.Ways.Where(w => w.Workers == 1).Select(w => w.Way).ShouldBe(["unpacking alone", "finding what matters", "the whole replay", "the distilled log"]);
        figures.Ways[0].OfUnpacking.ShouldBe(1);
        figures.Ways.ShouldAllBe(w => w.Milliseconds > 0);
        figures.StateMegabytesPerSecond!.Value.ShouldBeGreaterThan(0);
        (figures.IndexBytesPerResource ?? 1).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Files_of_the_users_own_are_measured_with_their_states()
    {
        using var folder = new TestFolder();
        using var corpus = BenchCorpus.Write(1500, 100, TestContext.Current.CancellationToken);

        var outcome = await new ProgramUnderTest(folder) { Parts = Real }.RunAsync("bench", corpus.Archives, "--state", corpus.States, "--rounds", "1");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("1,500 events in 1 files");
        outcome.Output.ShouldContain("held against 100 resources");
        outcome.OutputLines.Count(l => l.StartsWith("the whole replay", StringComparison.Ordinal)).ShouldBe(Environment.ProcessorCount > 1 ? 2 : 1);
    }

    [Theory]
    [InlineData("--events is 5: it must be a number from 1000 to 50000000.", "--events", "5")]
    [InlineData("--rounds is 0: it must be a number from 1 to 100.", "--rounds", "0")]
    [InlineData("There is no 's3://trail/logs' on this machine, and only what lies here can be measured: give log files or folders.", "s3://trail/logs")]
    [InlineData("--state is what events are held against, and made-up events have states of their own: give a SOURCE, too.", "--state", "prod.tfstate")]
    [InlineData("--events makes up events, and SOURCE names some that are there: give one of them.", ".", "--events", "2000")]
    public async Task What_cannot_be_measured_is_refused_with_a_sentence(string sentence, params string[] arguments)
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder) { Parts = Real }.RunAsync(["bench", .. arguments]);

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines.ShouldContain(sentence);
    }

    [Fact]
    public void The_same_made_up_events_come_out_each_time()
    {
        using var first = BenchCorpus.Write(2000, 200, TestContext.Current.CancellationToken);
        using var second = BenchCorpus.Write(2000, 200, TestContext.Current.CancellationToken);

        Bytes(first).ShouldBe(Bytes(second));
    }

    private static string Bytes(BenchCorpus corpus) => string.Join('\n', Directory.EnumerateFiles(corpus.Archives).Concat(Directory.EnumerateFiles(corpus.States))
        .Order(StringComparer.Ordinal)
        .Select(f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))));
}
