using System.Text;
using DriftStream.Replay.Ordering;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Ordering;

public sealed class ExternalSortTests
{
    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(500, 3, 2)]
    [InlineData(20_000, 4, 3)]
    [InlineData(60_000, 2, 64)]
    [InlineData(32_000_000, 2, 64)]
    public void Entries_come_out_in_the_order_of_their_keys_whatever_the_memory(long memory, int writers, int width)
    {
        using var folder = new TestFolder();
        using var sort = new ExternalSort(new() { Memory = memory, MergeWidth = width }, writers, folder.Path);
        var random = new Random(3);
        var entries = Enumerable.Range(0, 600).Select(i => Entry(random, i)).ToList();

        var open = Enumerable.Range(0, writers).Select(_ => sort.OpenWriter()).ToList();
        entries.ForEach(e => open[random.Next(writers)].Add(e.Key, e.Tag, Encoding.UTF8.GetBytes(e.Payload)));

        var sorted = entries.OrderBy(e => e.Key.Ticks).ThenBy(e => e.Key.Id, StringComparer.Ordinal).ThenBy(e => e.Key.Print).ToList();
        All(sort.InOrder(TestContext.Current.CancellationToken)).ShouldBe(sorted);
        (sort.Spilled > 0).ShouldBe(memory < 1_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000_000)]
    [InlineData(32_000_000)]
    public void An_entry_may_be_larger_than_what_memory_is_taken_at_a_time(long memory)
    {
        using var folder = new TestFolder();
        using var sort = new ExternalSort(new() { Memory = memory }, 1, folder.Path);
        int[] sizes = [10, 70_000, 10, 1_500_000, 900_000, 10, 300_000, 10, 2_500_000, 70_000, 1_100_000];
        var writer = sort.OpenWriter();
        for (var i = 0; i < 2 * sizes.Length; i++)
        {
            writer.Add(new((7 * i) % (2 * sizes.Length), $"id-{i}", default), tag: i, Enumerable.Repeat((byte)i, sizes[i % sizes.Length]).ToArray());
        }

        var run = sort.InOrder(TestContext.Current.CancellationToken);

        for (var ticks = 0; ticks < 2 * sizes.Length; ticks++)
        {
            run.MoveNext().ShouldBeTrue();
            var entry = run.Current;
            entry.Ticks.ShouldBe(ticks);
            entry.Id.ToString().ShouldBe($"id-{entry.Tag}");
            entry.Payload.Length.ShouldBe(sizes[entry.Tag % sizes.Length]);
            entry.Payload.ContainsAnyExcept((byte)entry.Tag).ShouldBeFalse();
        }

        run.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void Nothing_gives_nothing_however_often_it_is_asked()
    {
        using var folder = new TestFolder();
        using var sort = new ExternalSort(new(), 1, folder.Path);
        sort.OpenWriter();

        var run = sort.InOrder(TestContext.Current.CancellationToken);

        run.MoveNext().ShouldBeFalse();
        run.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void A_temporary_file_has_no_name_that_could_stay_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows removes a temporary file when it is closed, not when it is opened.");
        using var folder = new TestFolder();
        using var file = new TempFile(folder.Path);

        var offset = file.Append("something"u8);

        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
        var again = new byte[9];
        file.ReadAll(offset, again);
        again.ShouldBe("something"u8.ToArray());
    }

    [Fact]
    public void A_full_disk_is_told_with_its_place_and_its_remedy()
    {
        using var file = new TempFile(Path.Join(Path.GetTempPath(), "there", "is", "none"));

        Should.Throw<IOException>(() => file.Append("something"u8)).Message.ShouldContain("set TMPDIR to a folder with more");
    }

    private static (SortKey Key, int Tag, string Payload) Entry(Random random, int number) => (
        new(random.Next(40), random.Next(3) switch { 0 => "", 1 => $"id-{random.Next(20)}", _ => $"\uffff\ud83d\ude00{random.Next(20)}" }, (UInt128)number),
        random.Next(),
        new string('x', random.Next(3) == 0 ? 0 : random.Next(400)));

    private static List<(SortKey Key, int Tag, string Payload)> All(ISortedRun run)
    {
        var all = new List<(SortKey Key, int Tag, string Payload)>();
        while (run.MoveNext())
        {
            var entry = run.Current;
            all.Add((new(entry.Ticks, entry.Id.ToString(), entry.Print), entry.Tag, Encoding.UTF8.GetString(entry.Payload)));
        }

        return all;
    }
}
