using DriftStream.Gaps;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class GapOptionsTests
{
    [Fact]
    public void The_defaults_are_fine() => new GapOptions.Validator().Validate(null, new()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Every_mistake_names_its_key_its_value_and_the_harm() =>
        new GapOptions.Validator().Validate(null, new()
        {
            LookEvery = TimeSpan.Zero,
            SilenceFactor = 0.5,
            Backlog = 0,
            LookupRole = "driftstream-lookup",
        }).Failures.ShouldBe(
        [
            "Gaps:LookEvery (00:00:00) is not between 00:00:01 and 90.00:00:00: gaps would be found too late, or where there are none.",
            "Gaps:SilenceFactor (0.5) is not from 1 to 100: usual pauses would be called silence, or silence would never be told.",
            "Gaps:Backlog (0) is below 1: an empty queue would be called a backlog.",
            "Gaps:LookupRole (driftstream-lookup) is no role's ARN: no events of other accounts could be caught up. Write it such as arn:aws:iam::{account}:role/driftstream-lookup.",
        ]);
}
