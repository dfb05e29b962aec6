using DriftStream.Replay;
using DriftStream.Replay.Reports;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Reports;

public sealed class ProgressTextTests
{
    [Theory]
    [InlineData(160, "Read 42 % of 2.9 GB, 1,204 findings, about 28 s left, 406,000 records/s, 60.9 MB/s")]
    [InlineData(60, "Read 42 % of 2.9 GB, 1,204 findings, about 28 s left")]
    [InlineData(25, "Read 42 % of 2.9 GB")]
    public void A_line_says_how_far_how_fast_and_how_long_as_far_as_there_is_room(int width, string line)
    {
        var progress = new ReplayProgress();
        progress.Expect(8_640, 2_900_000_000);
        progress.Read(1_218_000_000, 8_120_000);
        for (var i = 0; i < 1_204; i++)
        {
            progress.Found();
        }

        new ProgressText(progress).At(TimeSpan.FromSeconds(20), width).ShouldBe(line);
    }

    [Fact]
    public void Where_sizes_are_not_known_files_are_counted()
    {
        var progress = new ReplayProgress();
        progress.Expect(4, null);
        progress.Read(1_000, 10);
        progress.FileRead();

        new ProgressText(progress).At(TimeSpan.FromMilliseconds(900), 160).ShouldBe("Read 25 % of 4 files, 0 findings");
    }

    [Fact]
    public void The_speed_of_judging_counts_from_the_end_of_reading()
    {
        var progress = new ReplayProgress();
        progress.Expect(1, 2_000_000);
        progress.Read(2_000_000, 5_000);
        var text = new ProgressText(progress);
        text.At(TimeSpan.FromSeconds(10), 160).ShouldStartWith("Read 100 % of 2 MB");
        progress.ExpectToJudge(4_000);
        for (var i = 0; i < 1_000; i++)
        {
            progress.EventJudged();
        }

        text.At(TimeSpan.FromSeconds(14), 160).ShouldBe("Judged 25 % of 4,000 records, 0 findings, about 12 s left, 250 records/s");
    }
}
