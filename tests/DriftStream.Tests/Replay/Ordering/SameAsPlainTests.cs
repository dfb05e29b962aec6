using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;
using DriftStream.Replay;
using DriftStream.Replay.Ordering;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Ordering;

/// <summary>Whatever the files, their order, the workers and the memory: the same bytes as the plain way.</summary>
public sealed class SameAsPlainTests
{
    private static readonly SortLimits Tiny = new() { Memory = 8_000, MergeWidth = 2 };

    [Theory]
    [InlineData(1, 1, 1_000_000, 64)]
    [InlineData(2, 2, 8_000, 2)]
    [InlineData(3, 8, 1, 3)]
    [InlineData(4, 3, 40_000, 2)]
    [InlineData(5, 5, 400_000, 16)]
    [InlineData(6, 2, 32_000_000, 64)]
    public async Task Stories_give_the_same_findings(int seed, int workers, long memory, int width)
    {
        using var folder = new TestFolder();
        var records = Stories.Of(seed, events: 1_500);
        var files = records.Chunk(100 + (seed * 37)).Select(Stories.File).ToList();
        var paths = files.Select((content, i) => folder.Write($"{i}.json{(i % 2 == 0 ? "" : ".gz")}", i % 2 == 0 ? content : TestFolder.Gzip(content))).ToArray();
        new Random(seed).Shuffle(paths);
        var fast = JudgeDoor.Open(new(), [Stories.State()]);

        foreach (var (keeping, door) in from keeping in Enum.GetValues<Keeping>() from door in new[] { fast, fast with { Filter = null } } select (keeping, door))
        {
            var plain = PlainReplay.Of(door, files, keeping);
            var ordered = await ReplayUnderTest.FindingsAsync(door, ReplayUnderTest.Request(paths) with
            {
                Keeping = keeping,
                Workers = workers,
                Sorting = new() { Memory = memory, MergeWidth = width },
            });

            plain.ShouldContain("\"reverted\"");
            plain.ShouldContain("\"chain\":[{");
            (ordered == plain).ShouldBeTrue(FirstDifference(ordered, plain));
        }
    }

    [Fact]
    public async Task Every_case_of_the_corpus_gives_the_same_findings()
    {
        using var folder = new TestFolder();
        var cases = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var (file, number) in cases.Select((file, number) => (file, number)))
        {
            var known = CorpusCase.Read(file);
            var door = JudgeDoor.Open(new() { Runners = known.Runners }, known.States);
            var contents = known.Events.Select(e => Stories.File([System.Text.Encoding.UTF8.GetString(e.Record.Span)])).Reverse().ToList();
            var paths = contents.Select((content, i) => folder.Write($"{number}/{i}.json", content)).ToList();

            var ordered = await ReplayUnderTest.FindingsAsync(door, ReplayUnderTest.Request(paths) with { Workers = 1 + (number % 3), Sorting = Tiny });

            ordered.ShouldBe(PlainReplay.Of(door, contents, Keeping.Whole), file);
        }

        cases.Count.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task Real_events_give_the_same_findings()
    {
        var events = Directory.EnumerateFiles(Checkout.Shared("data", "events"), "*.jsonl").Order(StringComparer.Ordinal).ToList();
        var states = Directory.EnumerateFiles(Checkout.Shared("data", "states"), "*.tfstate", SearchOption.AllDirectories).Select(TryRead).OfType<TerraformState>().ToList();
        var door = JudgeDoor.Open(new(), states);

        var plain = PlainReplay.Of(door, events.Select(File.ReadAllBytes), Keeping.Whole);
        var ordered = await ReplayUnderTest.FindingsAsync(door, ReplayUnderTest.Request(Enumerable.Reverse(events)) with { Workers = 4, Sorting = Tiny with { Memory = 300_000 } });

        states.ShouldNotBeEmpty();
        (ordered == plain).ShouldBeTrue(FirstDifference(ordered, plain));
    }

    private static TerraformState? TryRead(string path)
    {
        try
        {
            return StateReader.Read(File.ReadAllBytes(path), new StateSource(path, path));
        }
        catch (StateUnreadableException)
        {
            return null;
        }
    }

    private static string FirstDifference(string one, string other)
    {
        var pair = one.Split('\n').Zip(other.Split('\n')).FirstOrDefault(p => p.First != p.Second);
        return $"{pair.First}\n{pair.Second}";
    }
}
