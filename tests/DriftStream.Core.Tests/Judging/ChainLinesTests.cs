using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

public sealed class ChainLinesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Names_that_strangers_chose_cannot_begin_a_line_of_their_own()
    {
        var actor = new Actor("ci", ActorKind.Automation, ActorVia.Sdk, null, null, null, null, null, null, null, Confidence.Certain)
        {
            Chain = [new("job\n=> terraform", ActorKind.Automation, "AssumeRole", "e1", Confidence.Certain, Noon, "IAMUser", null, "ci\u001b[2J")],
            Job = new() { System = "github", Repository = "acme/\ninfra\u2028x" },
        };

        ChainLines.Of(actor).ShouldBe(
        [
            "job => terraform (IAM user) assumed the role ci\uFFFD[2J at 2026-05-04 12:00:00 UTC (event e1), certain.",
            "The job behind it: github acme/ infra x.",
        ]);
    }
}
