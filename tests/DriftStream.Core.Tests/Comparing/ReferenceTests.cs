using DriftStream.Core.Comparing;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>Two spellings of one object in a value, and two objects that look alike. The home is account 111122223333, eu-west-1.</summary>
public sealed class ReferenceTests
{
    private const string Attribute = "aws_cloudwatch_event_target.role_arn";
    private const string Key = "1f0e3dad-9990-4345-8a7e-2b1c4d5e6f70";

    [Theory]
    [InlineData("deploy", "arn:aws:iam::111122223333:role/deploy")]
    [InlineData("deploy", "arn:aws:iam::111122223333:role/teams/web/deploy")]
    [InlineData("teams/web/deploy", "arn:aws:iam::111122223333:role/teams/web/deploy")]
    [InlineData("thumbs", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs")]
    [InlineData("thumbs:prod", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs:prod")]
    [InlineData("111122223333:function:thumbs", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs")]
    [InlineData("shop", "arn:aws:ecs:eu-west-1:111122223333:cluster/shop")]
    [InlineData("web", "arn:aws:ecs:eu-west-1:111122223333:service/shop/web")]
    [InlineData("api:7", "arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7")]
    [InlineData("/shop/api", "arn:aws:logs:eu-west-1:111122223333:log-group:/shop/api:*")]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/shop/api", "arn:aws:logs:eu-west-1:111122223333:log-group:/shop/api:*")]
    [InlineData("acme-data", "arn:aws:s3:::acme-data")]
    [InlineData("acme-data", "s3://acme-data")]
    [InlineData("acme-data", "acme-data.s3.amazonaws.com")]
    [InlineData("arn:aws:s3:::acme-data", "acme-data.s3.eu-west-1.amazonaws.com")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:jobs", "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:jobs", "jobs")]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:alarms", "alarms")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db/main-AbCdEf", "db/main")]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:parameter/shop/url", "/shop/url")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/" + Key, Key)]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/main", "alias/main")]
    [InlineData("/hostedzone/Z0ABCDEF", "Z0ABCDEF")]
    [InlineData("arn:aws:rds:eu-west-1:111122223333:db:orders", "orders")]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:patchbaseline/pb-0123456789abcdef0", "pb-0123456789abcdef0")]
    public void They_are_one(string left, string right) => KindTable.AreSame(Attribute, left, right).ShouldBeTrue();

    [Theory]
    [InlineData("deploy", "arn:aws:iam::999999999999:role/deploy")]
    [InlineData("deploy", "arn:aws:iam::111122223333:role/deployer")]
    [InlineData("ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess")]
    [InlineData("arn:aws:iam::111122223333:role/deploy", "arn:aws:iam::999999999999:role/deploy")]
    [InlineData("thumbs", "arn:aws:lambda:us-east-1:111122223333:function:thumbs")]
    [InlineData("thumbs", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs:prod")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:thumbs:dev", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs:prod")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:thumbs", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs:prod")]
    [InlineData("prod", "arn:aws:lambda:eu-west-1:111122223333:function:thumbs:prod")]
    [InlineData("api", "arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7")]
    [InlineData("api:6", "arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7")]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/shop/api:*", "arn:aws:logs:eu-west-1:111122223333:log-group:/shop/web:*")]
    [InlineData("acme-data", "arn:aws:s3:::acme-data/logs")]
    [InlineData("acme-data", "s3://acme-data/logs")]
    [InlineData("acme-data", "acme-data.s3-website-eu-west-1.amazonaws.com")]
    [InlineData("acme-data.s3.amazonaws.com", "acme-data.s3.eu-west-1.amazonaws.com")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:jobs", "https://sqs.us-east-1.amazonaws.com/111122223333/jobs")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:jobs", "https://sqs.eu-west-1.amazonaws.com/999999999999/jobs")]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:jobs", "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/main", "alias/other")]
    [InlineData("arn:aws:ecr:eu-west-1:111122223333:repository/team/app", "app")]
    [InlineData("alias/main", Key)]
    public void They_are_two(string left, string right) => KindTable.AreSame(Attribute, left, right).ShouldBeFalse();

    [Theory]
    [InlineData("alias/main", Key)]
    [InlineData("alias/main", "arn:aws:kms:eu-west-1:111122223333:key/" + Key)]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/main", Key)]
    public void An_alias_is_the_key_that_a_state_says_it_names(string left, string right)
    {
        var subject = KindTable.Home with { OtherNames = name => name.EndsWith("alias/main", StringComparison.Ordinal) ? [Key] : [] };

        KindTable.AreSame(Attribute, left, right, subject).ShouldBeTrue();
        KindTable.AreSame(Attribute, left, right.Replace('7', '8'), subject).ShouldBeFalse();
    }

    [Fact]
    public void A_security_group_is_the_one_that_a_state_knows_by_that_name()
    {
        var subject = KindTable.Home with { OtherNames = name => name == "web" ? ["sg-0a1b2c3d4e5f60718"] : [] };

        KindTable.AreSame(Attribute, "web", "sg-0a1b2c3d4e5f60718", subject).ShouldBeTrue();
        KindTable.AreSame(Attribute, "db", "sg-0a1b2c3d4e5f60718", subject).ShouldBeFalse();
    }

    [Fact]
    public void Where_nobody_knows_the_home_a_name_may_mean_any_account() =>
        KindTable.AreSame(Attribute, "deploy", "arn:aws:iam::999999999999:role/deploy", Subject.Unknown).ShouldBeTrue();

    [Fact]
    public void In_a_list_each_reference_may_have_its_own_spelling() => KindTable.AreSame(
        "aws_cloudwatch_metric_alarm.alarm_actions",
        KindTable.Json("""["arn:aws:sns:eu-west-1:111122223333:a", "b"]"""),
        KindTable.Json("""["arn:aws:sns:eu-west-1:111122223333:b", "a"]""")).ShouldBeTrue();
}
