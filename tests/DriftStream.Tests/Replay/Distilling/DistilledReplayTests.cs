using Shouldly;
using Xunit;
using static DriftStream.Tests.Replay.Distilling.DistilledArchive;

namespace DriftStream.Tests.Replay.Distilling;

public sealed class DistilledReplayTests : IDisposable
{
    private readonly DistilledArchive _archive = new();

    [Fact]
    public async Task The_findings_are_the_archives_to_the_byte_and_the_one_behind_a_session_keeps_the_name()
    {
        _archive.Log("a", Listed(1), Opened(2, Key(1), by: "alice"), Opened(3, Key(2), by: Key(1)), Opened(4, Key(9), by: "nobody"));
        _archive.Log("b", Tagged("acme-data", 10, Key(2)), Listed(11), Tagged("other", 12, Key(9)));
        var whole = await _archive.ReplayAsync("logs");

        var distilling = await _archive.ReplayAsync("logs", "--distill", "kept");
        var distilled = await _archive.ReplayAsync("kept");

        distilled.Output.ShouldBe(whole.Output);
        distilling.Output.ShouldBe(whole.Output);
        whole.OutputLines.ShouldHaveSingleItem().ShouldContain("\"name\":\"alice\"");
        (distilling.ExitCode, distilled.ExitCode).ShouldBe((0, 0));
        distilled.Errors.ShouldContain("kept: a distilled log of 2 sources: 2 of 7 records, and what 3 tell of sessions; calls that only read are not in it");
    }

    [Fact]
    public async Task Neither_reading_calls_nor_session_tokens_are_in_it()
    {
        _archive.Log("a", Listed(1), Opened(2, Key(1), by: "alice"), Tagged("acme-data", 10, Key(1)));

        await _archive.ReplayAsync("logs", "--distill", "kept");

        var text = _archive.Text("kept");
        text.ShouldContain(Key(1));
        text.ShouldNotContain("ListBuckets");
        text.ShouldNotContain(Token);
        text.ShouldNotContain("a long policy");
    }

    [Fact]
    public async Task Another_question_is_answered_without_the_archive()
    {
        _archive.Log("a", Tagged("acme-data", 10, Key(1)), Tagged("acme-logs", 11, Key(1)));
        await _archive.ReplayAsync("logs", "--distill", "kept");
        Directory.Delete(_archive.Folder.At("logs"), recursive: true);
        _archive.Folder.Write("other.tfstate", State("acme-logs"));

        var outcome = await _archive.ReplayAsync("kept", "--state", "other.tfstate");

        outcome.OutputLines.Count.ShouldBe(2);
        outcome.Output.ShouldContain("acme-logs");
    }

    [Fact]
    public async Task The_same_sources_give_the_same_bytes_whatever_the_workers()
    {
        for (var i = 0; i < 1100; i++)
        {
            _archive.Log($"{i:D4}", Listed(i % 3000), Opened(i % 3000, Key(i), by: "alice"), Tagged("acme-data", i % 3000, Key(i / 2), $"{i}"));
        }

        await _archive.ReplayAsync("logs", "--distill", "one", "--workers", "1");
        await _archive.ReplayAsync("logs", "--distill", "many", "--workers", "8");

        _archive.Files("many").ShouldBe(_archive.Files("one"));
        _archive.Segments("one").Count.ShouldBe(2 + 2 + 1, "there are two batches, and the openings of the second matter to nobody");
    }

    [Fact]
    public async Task Only_what_is_new_is_added_and_a_file_under_another_name_is_not_new()
    {
        var first = _archive.Log("a", Tagged("acme-data", 10, Key(1)));
        await _archive.ReplayAsync("logs", "--distill", "kept");
        var before = _archive.Segments("kept");
        _archive.Log("b", Tagged("acme-data", 20, Key(1), "again"));
        _archive.Folder.Write("logs/copy.json.gz", File.ReadAllBytes(first));

        var outcome = await _archive.ReplayAsync("logs", "--distill", "kept");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldContain("kept: 1 source distilled, 2 there before");
        _archive.Segments("kept").Except(before).Count().ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_source_that_was_rewritten_is_named_and_left_out()
    {
        _archive.Log("a", Tagged("acme-data", 10, Key(1)));
        await _archive.ReplayAsync("logs", "--distill", "kept");
        _archive.Log("a", Tagged("acme-data", 10, Key(1), "something else"));

        var outcome = await _archive.ReplayAsync("logs", "--distill", "kept");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("a.json.gz: it is not what was distilled from there before, so it was left out.");
        outcome.Output.ShouldContain("spotted");
    }

    [Fact]
    public async Task A_session_opened_in_earlier_sources_is_found_by_a_later_one_and_the_other_way_round()
    {
        _archive.Log("a", Opened(1, Key(1), by: "alice"), Tagged("acme-data", 10, Key(2)));
        await _archive.ReplayAsync("logs", "--distill", "kept");
        _archive.Log("b", Opened(2, Key(2), by: "bob"), Tagged("acme-data", 20, Key(1), "again"));
        await _archive.ReplayAsync("logs", "--distill", "kept");
        _archive.Log("c", Tagged("acme-data", 30, Key(1), "once more"));
        await _archive.ReplayAsync("logs", "--distill", "kept");

        var whole = await _archive.ReplayAsync("logs");
        var distilled = await _archive.ReplayAsync("kept");

        whole.OutputLines.Select(l => l.Contains("\"name\":\"alice\"", StringComparison.Ordinal)).ShouldBe([false, true, true]);
        distilled.Output.ShouldBe(whole.Output);
        distilled.Errors.ShouldNotContain("duplicate");
    }

    [Fact]
    public async Task Beside_other_sources_the_sessions_that_mattered_to_none_of_its_own_are_read_too()
    {
        _archive.Log("a", Opened(1, Key(1), by: "alice"));
        await _archive.ReplayAsync("logs", "--distill", "kept");
        var later = _archive.Folder.Write("later.json", $$"""{"Records":[{{Tagged("acme-data", 10, Key(1))}}]}""");

        var outcome = await _archive.ReplayAsync("kept", later);

        outcome.Output.ShouldContain("\"name\":\"alice\"");
    }

    [Fact]
    public async Task Two_distilled_logs_together_are_one_archive()
    {
        var first = _archive.Log("a", Opened(1, Key(1), by: "alice"));
        var second = _archive.Log("b", Tagged("acme-data", 10, Key(1)));
        await _archive.ReplayAsync(first, "--distill", "logs/one");
        await _archive.ReplayAsync(second, "--distill", "logs/two");

        (await _archive.ReplayAsync("logs/one", "logs/two")).Output.ShouldContain("\"name\":\"alice\"");
    }

    [Theory]
    [InlineData("-")]
    [InlineData("logs --all")]
    [InlineData("kept")]
    public async Task What_cannot_be_meant_is_refused(string arguments)
    {
        _archive.Log("a", Tagged("acme-data", 10, Key(1)));
        await _archive.ReplayAsync("logs", "--distill", "kept");

        var outcome = await _archive.ReplayAsync([.. arguments.Split(' '), "--distill", "kept"]);

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines[0].ShouldContain("--distill");
    }

    public void Dispose() => _archive.Dispose();
}
