using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Severities;

/// <summary>What the user says about severities, and what becomes of it.</summary>
public sealed class SeverityRuleTests
{
    private static readonly SeverityPlace Shop = new("dev-shop", "module.web.aws_db_instance.orders[\"a\"]", "aws_db_instance");
    private static readonly Change Published = new("publicly_accessible", Value.False, Value.True);
    private static readonly Change Tagged = new("tags.team", Value.Null, Value.Of("ops"));

    [Fact]
    public void Without_rules_the_table_counts()
    {
        Graded(Published).ShouldBe(Severity.High);
        Graded(Tagged).ShouldBe(Severity.Low);
        Graded(Published, Tagged).ShouldBe(Severity.High);
    }

    [Fact]
    public void The_first_rule_that_fits_counts()
    {
        SeverityRule[] rules = [new(SeverityChange.To(Severity.Low)) { Effect = "public-database" }, new(SeverityChange.To(Severity.Critical)) { Effect = "public-*" }];

        Graded(rules, Published).ShouldBe(Severity.Low);
        Graded([.. rules.Reverse()], Published).ShouldBe(Severity.Critical);
    }

    [Theory]
    [InlineData("dev-*", "*", "*", true)]
    [InlineData("prod-*", "*", "*", false)]
    [InlineData("*", "module.web.*", "*", true)]
    [InlineData("*", "aws_db_instance.orders*", "*", false)]
    [InlineData("*", "*", "aws_db_*", true)]
    [InlineData("*", "*", "AWS_DB_*", false)]
    [InlineData("dev-*", "module.web.*", "aws_rds_cluster", false)]
    public void A_rule_counts_where_all_of_its_patterns_fit(string state, string address, string type, bool fits) =>
        Graded([new(SeverityChange.Lower) { State = state, Address = address, Type = type }], Published).ShouldBe(fits ? Severity.Medium : Severity.High);

    [Theory]
    [InlineData("raise", Severity.Critical, Severity.Critical)]
    [InlineData("raise", Severity.Low, Severity.Medium)]
    [InlineData("lower", Severity.Info, Severity.Info)]
    [InlineData("lower", Severity.Critical, Severity.High)]
    [InlineData("info", Severity.Critical, Severity.Info)]
    public void A_severity_is_set_or_moves_one_step(string word, Severity before, Severity after) => SeverityChange.TryParse(word).ShouldNotBeNull().Apply(before).ShouldBe(after);

    [Fact]
    public void Every_word_is_read_back_as_it_was_written() => SeverityChange.Words.ShouldAllBe(word => SeverityChange.TryParse(word)!.ToString() == word);

    [Fact]
    public void A_severity_that_was_set_does_not_hide_a_worse_effect() =>
        Graded([new(SeverityChange.To(Severity.Info)) { Effect = "words-only" }], Published, Tagged).ShouldBe(Severity.High);

    [Fact]
    public void What_no_state_holds_is_met_by_rules_that_ask_for_no_state()
    {
        SeverityRule raised = new(SeverityChange.To(Severity.High)) { Effect = "unmanaged", Type = "aws_sqs_*" };

        new Grading([raised]).OfCreation("aws_sqs_queue", Value.EmptyMap).Severity.ShouldBe(Severity.High);
        new Grading([raised with { State = "dev-*" }]).OfCreation("aws_sqs_queue", Value.EmptyMap).Severity.ShouldBe(Severity.Medium);
        new Grading([raised]).OfCreation("aws_sns_topic", Value.EmptyMap).Severity.ShouldBe(Severity.Medium);
    }

    [Fact]
    public void A_false_claim_raises_what_the_user_has_set_and_says_so()
    {
        var grade = new Grading([new(SeverityChange.To(Severity.Low)) { Effect = "public-database" }]).Of([Published], [Published], Shop, Value.EmptyMap).Raised();

        grade.Severity.ShouldBe(Severity.Medium);
        grade.Sentence().ShouldBe("medium: public-database (publicly_accessible) set to low from high; one step up for a false claim of Terraform.");
    }

    [Fact]
    public void Names_are_names_of_effects_or_patterns_of_them()
    {
        SeverityRule.Names("port-open").ShouldBeTrue();
        SeverityRule.Names("public-*").ShouldBeTrue();
        SeverityRule.Names("ports-open").ShouldBeFalse();
        SeverityEffects.All.Select(e => e.Name).ShouldBeUnique();
        SeverityEffects.All.Select(e => e.Severity).ShouldBeInOrder(SortDirection.Descending);
    }

    private static Severity Graded(params Change[] changes) => Graded([], changes);

    private static Severity Graded(SeverityRule[] rules, params Change[] changes) => new Grading(rules).Of(changes, changes, Shop, Value.EmptyMap).Severity;
}
