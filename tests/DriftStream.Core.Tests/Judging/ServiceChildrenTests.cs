using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Tests.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

/// <summary>The built-in ignore rule for what AWS's services make for themselves.</summary>
public sealed class ServiceChildrenTests
{
    [Theory]
    [InlineData("log-streams", Verdict.Unmanaged)]
    [InlineData("key-grants", Verdict.Attached)]
    public void What_a_service_makes_is_shown_where_the_rule_is_switched_off(string file, Verdict shown)
    {
        First(file, []).Verdict.ShouldBe(Verdict.Ignored);
        First(file, ["aws-service-children"]).Verdict.ShouldBe(shown);
    }

    [Fact]
    public void What_is_ignored_names_its_rule()
    {
        var finding = First("key-grants", []);

        finding.Rule.ShouldBe("aws-service-children");
        finding.Reason.ShouldContain("aws-service-children");
    }

    [Fact]
    public void Both_rules_are_listed_by_their_names() => JudgeSettings.BuiltInRules.ShouldBe(["aws-scaling", "aws-service-children"]);

    private static Finding First(string file, HashSet<string> off)
    {
        var made = CorpusCase.Read(Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus", "services", file + ".json"));
        var judge = new Judge(EventCatalog.Load(), new JudgeSettings { SwitchedOffRules = off });
        return judge.Decide(made.Events[0], StateIndex.Build(EventCatalog.Load(), made.States), DeviationBook.Empty).Findings.ShouldHaveSingleItem();
    }
}
