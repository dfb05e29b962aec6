using DriftStream.Replay.Reports;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Reports;

public sealed class TimelineTests
{
    [Theory]
    [InlineData(1, "00:01:00")]
    [InlineData(95, "00:01:00")]
    [InlineData(60 * 23, "00:15:00")]
    [InlineData(60 * 24 * 30, "12:00:00")]
    [InlineData(60 * 24 * 365 * 3, "28.00:00:00")]
    public void Columns_become_as_wide_as_the_span_needs_and_lose_nothing(int minutes, string width)
    {
        var timeline = new Timeline(TimeZoneInfo.Utc);
        for (var i = 0; i < 200; i++)
        {
            timeline.Add(Findings.At(TimeSpan.FromMinutes((double)minutes * i / 199)));
        }

        timeline.Width.ShouldBe(TimeSpan.Parse(width));
        timeline.Span.ShouldBeInRange(1, 96);
        timeline.Columns.Sum(c => c.Total).ShouldBe(200);
        timeline.Columns.Select(c => timeline.PlaceOf(c)).ShouldBe(timeline.Columns.Select(c => timeline.PlaceOf(c)).Order());
    }

    [Fact]
    public void Days_begin_at_midnight_of_the_zone()
    {
        var timeline = new Timeline(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        timeline.Add(Findings.At(TimeSpan.FromHours(0.9)));
        timeline.Add(Findings.At(TimeSpan.FromHours(1.1)));
        timeline.Add(Findings.At(TimeSpan.FromDays(90)));

        timeline.Width.ShouldBe(TimeSpan.FromDays(1));
        timeline.Columns.Select(c => timeline.BeginningAt(timeline.PlaceOf(c)).ToString("yyyy-MM-dd")).ShouldBe(["2026-03-02", "2026-03-03", "2026-05-31"]);
    }
}
