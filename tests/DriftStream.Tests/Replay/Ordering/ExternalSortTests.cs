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
