using DriftStream.Core.Judging.Ignoring;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary>Which paths an attribute of a rule covers.</summary>
public sealed class AttributePatternTests
{
    [Theory]
    [InlineData("tags", "tags.drift", true)]
    [InlineData("tags", "tags[\"a.b/c\"]", true)]
    [InlineData("tags", "tags", true)]
    [InlineData("tags.drift", "tags", false)]
    [InlineData("tags[\"a.b/c\"]", "tags[\"a.b/c\"]", true)]
    [InlineData("tags[\"a.*\"]", "tags[\"a.b/c\"]", true)]
    [InlineData("tags.a.b", "tags[\"a.b\"]", false)]
    [InlineData("tags.dr*", "tags.drift", true)]
    [InlineData("tag", "tags.drift", false)]
    [InlineData("*", "rule[1].id", true)]
    [InlineData("rule.*.id", "rule[1].filter[0].id", true)]
    [InlineData("rule[7].id", "rule[1].id", true)]
    [InlineData("rule[*].id", "rule.id", true)]
    [InlineData("rule.0.id", "rule.id", true)]
    [InlineData("rule.id", "rule[1].identity", false)]
    [InlineData("*.id", "rule", false)]
    public void A_path_covers_itself_and_what_lies_below(string written, string path, bool covers)
    {
        AttributePattern.TryParse(written, out var pattern).ShouldBeTrue();

        pattern.Covers(path).ShouldBe(covers);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("tags.")]
    [InlineData(".tags")]
    [InlineData("tags..x")]
    [InlineData("tags[")]
    [InlineData("tags[x]")]
    [InlineData("tags[\"x")]
    [InlineData("tags[\"x\"")]
    [InlineData("tags[\"x\"]y")]
    [InlineData("[0]")]
    [InlineData("tags drift")]
    [InlineData("tags\"x\"")]
    public void What_is_no_path_is_refused(string written) => AttributePattern.TryParse(written, out _).ShouldBeFalse();

    [Fact]
    public void In_code_a_star_is_a_star() => AttributePattern.Literal("tags.*", ["tags", "*"]).Covers("tags.drift").ShouldBeFalse();
}
