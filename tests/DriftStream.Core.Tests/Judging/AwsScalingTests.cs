using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Tests.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

/// <summary>The built-in ignore rule for AWS's own scaling.</summary>
public sealed class AwsScalingTests
{
    [Theory]
    [InlineData(true, Verdict.Drift)]
    [InlineData(false, Verdict.Ignored)]
    public void A_capacity_set_by_scaling_is_drift_only_where_the_rule_is_switched_off(bool isSwitchedOff, Verdict expected)
    {
        var finding = Judged(isSwitchedOff).Findings.ShouldHaveSingleItem();

        finding.Verdict.ShouldBe(expected);
    }

    [Fact]
    public void What_is_ignored_names_its_rule_and_opens_nothing()
    {
        var judgement = Judged(isSwitchedOff: false);

        judgement.Findings.ShouldHaveSingleItem().Reason.ShouldContain("aws-scaling");
        judgement.Deviations.All.ShouldBeEmpty();
    }

    private static Judgement Judged(bool isSwitchedOff)
    {
        var scaled = CorpusCase.Read(Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus", "containers", "service-scaled-by-aws.json"));
        var settings = new JudgeSettings { SwitchedOffRules = isSwitchedOff ? new HashSet<string> { "aws-scaling" } : [] };
        return new Judge(EventCatalog.Load(), settings).Decide(scaled.Events[0], StateIndex.Build(EventCatalog.Load(), scaled.States), DeviationBook.Empty);
    }
}
