using DriftStream.Accuracy;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Accuracy;

public sealed class ShareTests
{
    [Theory]
    [InlineData(5, 5, 0.5655, 1)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(1, 2, 0.0945, 0.9055)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(0, 0, 0, 1)]
    public void The_interval_is_Wilsons(int hits, int of, double low, double high)
    {
        var interval = new Share(hits, of).Interval;

        interval.Low.ShouldBe(low, 0.0001);
        interval.High.ShouldBe(high, 0.0001);
    }

    [Theory]
    [InlineData(300, 0.01)]
    [InlineData(2, 1)]
    [InlineData(0, 1)]
    public void Nothing_seen_says_that_the_share_is_below_three_in_as_many(int of, double bound) => new Share(0, of).UpperBoundOfNone.ShouldBe(bound, 0.0001);

    [Fact]
    public void Shares_are_compared_without_rounding()
    {
        (new Share(999_998, 999_999) < new Share(999_999, 1_000_000)).ShouldBeTrue();
        (new Share(1, 2) < new Share(2, 4)).ShouldBeFalse();
        (new Share(1, 2) > new Share(1, 3)).ShouldBeTrue();
    }
}
