using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;
using static DriftStream.Tests.Replay.Distilling.DistilledArchive;

namespace DriftStream.Tests.Replay.Distilling;

public sealed class BrokenDistilledLogTests : IAsyncLifetime
{
    private readonly DistilledArchive _archive = new();

    private string Manifest => _archive.Folder.At("kept/driftstream.distilled");

    private string Segment => _archive.Segments("kept")[0];

    public async ValueTask InitializeAsync()
    {
        _archive.Log("a", Tagged("acme-data", 10, Key(1)));
        await _archive.ReplayAsync("logs", "--distill", "kept");
    }

    [Fact]
    public async Task A_cut_segment_is_named_with_its_origin_and_not_judged()
    {
        var content = await File.ReadAllBytesAsync(Segment, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Segment, content[..^1], TestContext.Current.CancellationToken);

        await ShouldBeNamedAsync($"kept/{Path.GetFileName(Segment)}: it is cut: it has {content.Length - 1} of its {content.Length} bytes, so its 1 record were not judged. They came from /folder/logs/a.json.gz.");
    }

    [Fact]
    public async Task An_altered_segment_is_named_even_where_it_can_still_be_unpacked()
    {
        var altered = TestFolder.Gzip(_archive.Text("kept").Replace("spotted", "nothing", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(Segment, altered, TestContext.Current.CancellationToken);

        await ShouldBeNamedAsync(altered.Length < new FileInfo(Segment).Length ? "it is cut" : "it ");
    }

    [Fact]
    public async Task A_segment_of_the_same_length_with_other_bytes_is_named()
    {
        var content = await File.ReadAllBytesAsync(Segment, TestContext.Current.CancellationToken);
        content[9] ^= 1; // gzip's note of the system it was written on: whoever unpacks it does not care
        await File.WriteAllBytesAsync(Segment, content, TestContext.Current.CancellationToken);

        await ShouldBeNamedAsync("it was altered after it was written, so its 1 record were not judged.");
    }

    [Fact]
    public async Task A_missing_segment_is_named()
    {
        File.Delete(Segment);

        await ShouldBeNamedAsync("it is missing, so its 1 record were not judged.");
    }

    [Fact]
    public async Task Without_its_manifest_nothing_counts()
    {
        File.Delete(Manifest);

        await ShouldBeNamedAsync("kept: it holds parts of a distilled log without driftstream.distilled, which is written last, so nothing of it was judged.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task A_cut_manifest_is_named(int left)
    {
        await File.WriteAllBytesAsync(Manifest, (await File.ReadAllBytesAsync(Manifest, TestContext.Current.CancellationToken))[..left], TestContext.Current.CancellationToken);

        await ShouldBeNamedAsync("so nothing of it was judged. Distill its sources again.");
    }

    [Fact]
    public async Task An_altered_manifest_is_named()
    {
        var content = await File.ReadAllTextAsync(Manifest, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Manifest, content.Replace("\"kept\": 1", "\"kept\": 2", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await ShouldBeNamedAsync("was cut or altered after it was written");
    }

    [Fact]
    public async Task Nothing_is_added_to_a_broken_log()
    {
        File.Delete(Segment);
        _archive.Log("b", Tagged("acme-data", 20, Key(1)));

        var outcome = await _archive.ReplayAsync("logs", "--distill", "kept");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldHaveSingleItem().ShouldContain("is missing, so nothing was added. Distill all sources into an empty folder.");
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_is_swept_and_never_read()
    {
        _archive.Folder.Write("kept/0000.distilled-unfinished", "half");
        _archive.Folder.Write("kept/00ff.distilled.gz", TestFolder.Gzip(Records.File(Tagged("acme-data", 15, Key(1)))));

        var before = await _archive.ReplayAsync("kept");
        var after = await _archive.ReplayAsync("logs", "--distill", "kept");

        (before.OutputLines.Count, before.ExitCode).ShouldBe((1, 0));
        after.ExitCode.ShouldBe(0);
        _archive.Files("kept").Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_wrong_with_a_source_is_told_at_every_replay()
    {
        var whole = TestFolder.Gzip(Records.File([.. Enumerable.Range(0, 400).Select(i => Tagged("acme-data", i, Key(i), $"{i}"))]));
        _archive.Folder.Write("logs/cut.json.gz", whole[..(whole.Length / 2)]);

        var distilling = await _archive.ReplayAsync("logs", "--distill", "kept");
        var distilled = await _archive.ReplayAsync("kept");

        distilling.Output.ShouldBe(distilled.Output);
        distilled.Output.ShouldBe((await _archive.ReplayAsync("logs")).Output);
        (distilling.ExitCode, distilled.ExitCode).ShouldBe((1, 1));
        distilled.Errors.ShouldContain("cut.json.gz: it is truncated: its gzip data stops after");
        distilled.Errors.ShouldContain("(found when it was distilled)");
    }

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ShouldBeNamedAsync(string sentence)
    {
        var outcome = await _archive.ReplayAsync("kept");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.ShouldBeEmpty();
        outcome.Errors.Replace(_archive.Folder.Path, "/folder", StringComparison.Ordinal).ShouldContain(sentence);
    }
}
