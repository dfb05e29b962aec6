using DriftStream.Configuration;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay;

public sealed class MomentTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-02T00:00:00Z")]
    [InlineData("2026-03-02T14:03", "2026-03-02T14:03:00Z")]
    [InlineData("2026-03-02T14:03:22Z", "2026-03-02T14:03:22Z")]
    [InlineData("2026-03-02T14:03:22.5Z", "2026-03-02T14:03:22.5Z")]
    [InlineData("2026-03-02 14:03:22+02:00", "2026-03-02T12:03:22Z")]
    [InlineData("2d", "2026-03-08T12:00:00Z")]
    [InlineData("4h", "2026-03-10T08:00:00Z")]
    [InlineData("90m", "2026-03-10T10:30:00Z")]
    [InlineData("1w", "2026-03-03T12:00:00Z")]
    [InlineData("4000000000w", "0001-01-01T00:00:00Z")]
    public void A_moment_is_read_as_people_write_it(string text, string moment) =>
        Moment.Read(text, FixedTime.Noon).ShouldBe(DateTimeOffset.Parse(moment));

    [Theory]
    [InlineData("2026-03-02T14:03", "2026-03-02T13:03:00Z")]
    [InlineData("2026-07-02", "2026-07-01T22:00:00Z")]
    [InlineData("2026-07-02T14:03:22Z", "2026-07-02T14:03:22Z")]
    [InlineData("2026-07-02T14:03:22-03:00", "2026-07-02T17:03:22Z")]
    [InlineData("4h", "2026-03-10T08:00:00Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00Z")]
    public void What_names_no_zone_is_of_the_zone_that_is_asked_for(string text, string moment) =>
        Moment.Read(text, FixedTime.Noon, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).ShouldBe(DateTimeOffset.Parse(moment));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("-2d")]
    [InlineData("2 d")]
    [InlineData("2y")]
    [InlineData("tomorrow")]
    [InlineData("02/03/2026")]
    public void Anything_else_is_no_moment(string text) => Moment.Read(text, FixedTime.Noon).ShouldBeNull();
}
