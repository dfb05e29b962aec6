using DriftStream.Replay;
using DriftStream.Replay.Sources;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay;

public sealed class BrokenInputTests
{
    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "empty.json", [], "it is empty, or no regular file" },
        { "blank.json", " \n\n"u8.ToArray(), "there is nothing in it" },
        { "nothing.json.gz", Convert.FromBase64String("H4sIAAAAAAAAAwMAAAAAAAAAAAA="), "there is nothing in it" },
        { "text.json", "no JSON at all"u8.ToArray(), "it is not JSON" },
        { "record.json", """{"Records":[{"eventTime":"2026-03-02T14:00:00Z"}]}"""u8.ToArray(), "it has no eventName" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_file_is_named_and_its_neighbours_are_judged(string name, byte[] content, string sentence)
    {
        using var folder = new TestFolder();
        folder.Write($"in/{name}", content);
        folder.Write("in/good.json", Records.File(Records.Of("Drift", 1)));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson", "--detailed-exitcode");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.ErrorLines.ShouldContain($"in/{name}: {sentence}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Gzip_that_lacks_its_last_bytes_is_called_truncated_and_judged_all_the_same(int missing)
    {
        using var folder = new TestFolder();
        folder.Write("in/cut.json.gz", TestFolder.Gzip(Records.File(Records.Of("Drift", 1)) + "\n")[..^missing]);

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.Errors.ShouldContain("in/cut.json.gz: it is truncated: ");
    }

    [Fact]
    public async Task Half_of_a_gzip_file_is_called_truncated()
    {
        using var folder = new TestFolder();
        var whole = TestFolder.Gzip(Records.File([.. Enumerable.Range(0, 50).Select(i => Records.Of("Drift", i % 60, id: $"{i * 7919}"))]));
        folder.Write("in/cut.json.gz", whole[..(whole.Length / 2)]);
        folder.Write("in/good.json", Records.File(Records.Of("Drift", 1)));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.Errors.ShouldContain("in/cut.json.gz: it is truncated: ");
    }

    [Fact]
    public void Damaged_gzip_gives_what_comes_before_the_damage()
    {
        var packed = TestFolder.Gzip(string.Concat(Enumerable.Range(0, 9_000).Select(i => $"{i * 7919} ")));
        packed[^6] ^= 0xff;

        var content = GzipContent.Unpack(packed, new SizeLimits());

        content.Problem.ShouldNotBeNull().ShouldStartWith("its gzip data is damaged after ");
        content.Content.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void Gzip_files_joined_to_one_are_read_to_the_end()
    {
        var content = GzipContent.Unpack([.. TestFolder.Gzip("first "), .. TestFolder.Gzip("second")], new SizeLimits());

        content.Problem.ShouldBeNull();
        content.Content.ToArray().ShouldBe("first second"u8.ToArray());
    }

    [Fact]
    public void A_gzip_bomb_is_refused_before_it_fills_the_memory()
    {
        var bomb = TestFolder.Gzip(new byte[80 << 20]);

        var content = GzipContent.Unpack(bomb, new SizeLimits());

        content.Content.IsEmpty.ShouldBeTrue();
        content.Problem.ShouldBe("it unpacks to more than 800 times its size, as no log does, so it was not judged");
    }

    [Fact]
    public async Task What_is_too_large_is_refused_packed_or_not()
    {
        var limits = new SizeLimits { Content = 1 << 20 };
        var large = new byte[(1 << 20) + 1];
        new Random(1).NextBytes(large);
        using var folder = new TestFolder();
        var file = new LocalFile("large.json", folder.Write("large.json", large));

        var plain = await FileContent.ReadAsync(file, limits, TestContext.Current.CancellationToken);
        var packed = GzipContent.Unpack(TestFolder.Gzip(large), limits);

        plain.Problem.ShouldBe("it holds more than 1 MB, so it was not judged. Split it first.");
        packed.Problem.ShouldBe("it unpacks to more than 1 MB, so it was not judged. Split it if it is a log.");
    }

    [Fact]
    public async Task Of_many_unreadable_items_the_first_are_named_and_the_rest_counted()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File([.. Enumerable.Repeat("{}", 12)]));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in");

        outcome.ErrorLines.Count(line => line == "in/log.json: it has no eventName").ShouldBe(5);
        outcome.Errors.ShouldContain("in/log.json: 7 more items cannot be read");
        outcome.Errors.ShouldContain("0 CloudTrail records, 0 others, 12 unreadable");
    }
}
