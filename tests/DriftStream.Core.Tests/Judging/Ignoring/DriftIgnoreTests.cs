using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary><c>.driftignore</c>, as driftctl reads it.</summary>
public sealed class DriftIgnoreTests
{
    [Theory]
    [InlineData("aws_s3_bucket.ledgers", true)]
    [InlineData("aws_s3_bucket.led*", true)]
    [InlineData("aws_s3_bucket.*", true)]
    [InlineData("aws_s3_bucket", true)]
    [InlineData("aws_s3_bucket.arn:aws:s3:::ledgers", true)]
    [InlineData("aws_s3_bucket.other", false)]
    [InlineData("aws_s3_bucket.ledgers.tags", true)]
    [InlineData("aws_s3_bucket.ledgers.Tags.drift", true)]
    [InlineData("aws_s3_bucket.*.tags_all.drift", true)]
    [InlineData("aws_s3_bucket.*.*", true)]
    [InlineData("*.*.tags.drift", true)]
    [InlineData("aws_s3_bucket.ledgers.tags.other", false)]
    [InlineData("aws_s3_bucket.ledgers.acl", false)]
    [InlineData("# aws_s3_bucket.ledgers", false)]
    [InlineData("aws_s3_bucket.*\n!aws_s3_bucket.ledgers", false)]
    [InlineData("!aws_s3_bucket.ledgers\naws_s3_bucket.*", true)]
    [InlineData("aws_s3_bucket.*\n!aws_s3_bucket.led*\naws_s3_bucket.ledgers", true)]
    [InlineData("aws_s3_bucket.*\n!aws_s3_bucket.ledgers.tags.drift", false)]
    [InlineData("aws_s3_bucket.*\n!aws_s3_bucket.ledgers.acl", true)]
    [InlineData("*\n!aws_iam_access_key", true)]
    [InlineData("*\n!aws_s3_bucket", false)]
    [InlineData("\uFEFF  aws_s3_bucket.ledgers  \r\n", true)]
    public void A_line_names_type_id_and_attribute_and_later_ones_take_back(string file, bool isIgnored)
    {
        var (rules, problems) = Read(file);

        problems.ShouldBeEmpty();
        new RuleTrial([.. rules]).Judge(RuleTrial.Tags(1, ("owner", "finance"), ("drift", "spotted"))).Verdict.ShouldBe(isIgnored ? Verdict.Ignored : Verdict.Drift);
    }

    [Theory]
    [InlineData(@"aws_iam_user.jo\.doe", "jo.doe", true)]
    [InlineData("aws_iam_user.jo.doe", "jo.doe", true)]
    [InlineData(@"aws_iam_user.jo\\doe", @"jo\doe", true)]
    [InlineData("aws_iam_user.jo.path", "jo.path", false)]
    [InlineData("aws_iam_user.*", "jo.doe", true)]
    public void Dots_of_an_id_are_escaped_or_follow_no_attribute(string line, string user, bool isIgnored) =>
        new RuleTrial([.. Read(line).Rules]).Judge(RuleTrial.CreateUser(1, user)).Verdict.ShouldBe(isIgnored ? Verdict.Ignored : Verdict.Unmanaged);

    [Theory]
    [InlineData("*")]
    [InlineData("*.*")]
    [InlineData("aws_*")]
    [InlineData("**.*.*")]
    [InlineData("!aws_s3_bucket\n*")]
    [InlineData("*\n!nothing_of_that_name")]
    public void What_would_silence_everything_is_left_out_and_named(string file)
    {
        var (rules, problems) = Read(file);

        rules.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().ShouldContain("would silence everything, so it is left out");
    }

    [Fact]
    public void A_line_that_cannot_be_meant_is_named_and_the_others_hold()
    {
        var (rules, problems) = Read("\n.x\naws_s3_bucket.\n!\naws_iam_user.robot\n");

        rules.ShouldHaveSingleItem().Name.ShouldBe(".driftignore:5");
        problems.Select(p => p[..14]).ShouldBe([".driftignore:2", ".driftignore:3", ".driftignore:4"]);
    }

    [Fact]
    public void A_file_beside_the_code_of_a_state_is_about_that_state_and_may_not_silence_what_none_holds()
    {
        var user = RuleTrial.CreateUser(1, "visitor");
        var tags = RuleTrial.Tags(1, ("owner", "finance"), ("drift", "spotted"));

        Beside("prod", "aws_s3_bucket").Judge(tags).Verdict.ShouldBe(Verdict.Ignored);
        Beside("other", "aws_s3_bucket").Judge(tags).Verdict.ShouldBe(Verdict.Drift);
        Beside("other", "aws_iam_user.visitor").Judge(user).Verdict.ShouldBe(Verdict.Ignored);
        Beside("other", "*\n!aws_s3_bucket").Judge(user).Verdict.ShouldBe(Verdict.Unmanaged);
    }

    private static RuleTrial Beside(string state, string file) => new([.. DriftIgnoreFile.Read(file, "infra/.driftignore", EventCatalog.Load(), new(state)).Rules]);

    private static (IReadOnlyList<IgnoreRule> Rules, IReadOnlyList<string> Problems) Read(string file) => DriftIgnoreFile.Read(file, ".driftignore", EventCatalog.Load(), Globs.Any);
}
