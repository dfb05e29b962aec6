using DriftStream.Core.Comparing;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>Documents inside attributes that mean the same, and their near misses.</summary>
public sealed class DocumentTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::acme-data/*","Condition":{"Bool":{"aws:SecureTransport":"false"},"NumericLessThan":{"s3:max-keys":"10"}}},{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""";

    public static TheoryData<string> Equivalents =>
    [
        // The order of statements and of members.
        """{"Statement":[{"Resource":"*","Action":"s3:*","Principal":"*","Effect":"Deny"},{"Condition":{"NumericLessThan":{"s3:max-keys":"10"},"Bool":{"aws:SecureTransport":"false"}},"Resource":"arn:aws:s3:::acme-data/*","Action":["s3:PutObject","s3:GetObject"],"Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Effect":"Allow","Sid":"a"}],"Version":"2012-10-17"}""",
        // Account id, repetitions, lists of one, numbers and truths as such, the case of actions and condition keys, an empty Sid.
        """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:root"]},"Action":["S3:getobject","s3:PutObject","s3:PutObject"],"Resource":["arn:aws:s3:::acme-data/*"],"Condition":{"Bool":{"AWS:securetransport":false},"NumericLessThan":{"s3:max-keys":10}}},{"Sid":"","Effect":"Deny","Principal":{"AWS":["*"]},"Action":["s3:*"],"Resource":["*"]}]}""",
        // The same statement twice.
        """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":111122223333},"Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::acme-data/*","Condition":{"Bool":{"aws:SecureTransport":"False"},"NumericLessThan":{"s3:max-keys":["10"]}}},{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""",
    ];

    public static TheoryData<string, string> NearMisses => new()
    {
        { "111122223333", "999999999999" },
        { "arn:aws:iam::111122223333:root", "AROAEXAMPLEEXAMPLE123" },
        { "\"Effect\":\"Deny\"", "\"Effect\":\"Allow\"" },
        { "s3:PutObject", "s3:PutObjectAcl" },
        { "acme-data/*", "Acme-data/*" },
        { "\"aws:SecureTransport\":\"false\"", "\"aws:SecureTransport\":\"true\"" },
        { "\"NumericLessThan\"", "\"NumericLessThanEquals\"" },
        { "\"Sid\":\"a\"", "\"Sid\":\"b\"" },
        { "\"Principal\":\"*\"", "\"Principal\":{\"Service\":\"*\"}" },
        { "\"Resource\":\"*\"", "\"NotResource\":\"*\"" },
        { "\"Version\":\"2012-10-17\"", "\"Version\":\"2008-10-17\"" },
    };

    [Theory]
    [MemberData(nameof(Equivalents))]
    public void Policies_that_allow_the_same_are_the_same(string other)
    {
        KindTable.AreSame("aws_sns_topic_policy.policy", Policy, other).ShouldBeTrue();
        KindTable.AreSame("aws_sns_topic_policy.policy", Policy, Uri.EscapeDataString(other)).ShouldBeTrue();
        KindTable.AreSame("aws_sns_topic_policy.policy", Value.Of(Policy), KindTable.Json(other)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void Policies_that_allow_something_else_are_not(string replaced, string by)
    {
        Policy.ShouldContain(replaced);
        KindTable.AreSame("aws_sns_topic_policy.policy", Policy, Policy.Replace(replaced, by, StringComparison.Ordinal)).ShouldBeFalse();
    }

    [Fact]
    public void A_policy_without_version_has_the_oldest() => Documents.Same(
        Value.Of("""{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}"""),
        Value.Of("""{"Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""")).ShouldBeTrue();

    [Theory]
    [InlineData("""{"source":["aws.s3"],"detail":{"a":[1,2]}}""", """ { "detail": {"a": ["1", 2]}, "source": ["aws.s3"] } """, true)]
    [InlineData("""{"source":["aws.s3","aws.ec2"]}""", """{"source":["aws.ec2","aws.s3"]}""", false)]
    [InlineData("""{"source":["aws.s3"]}""", """{"source":["AWS.s3"]}""", false)]
    [InlineData("""{"a":{"x":null}}""", """{"a":{}}""", false)]
    public void Other_documents_are_compared_by_content_lists_in_order(string left, string right, bool same) =>
        KindTable.AreSame("aws_cloudwatch_event_rule.event_pattern", left, right).ShouldBe(same);

    [Theory]
    [InlineData("""{"healthyRetryPolicy":{"numRetries":3,"minDelayTarget":20}}""", """{"healthyRetryPolicy":{"numRetries":3,"minDelayTarget":20,"numNoDelayRetries":0},"guaranteed":false,"throttlePolicy":null}""", true)]
    [InlineData("""{"healthyRetryPolicy":{"numRetries":3}}""", """{"healthyRetryPolicy":{"numRetries":4}}""", false)]
    public void Where_AWS_fills_in_empty_members_they_do_not_count(string left, string right, bool same) =>
        KindTable.AreSame("aws_sns_topic_subscription.delivery_policy", left, right).ShouldBe(same);

    [Theory]
    [InlineData("Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n", "Resources:\r\n  Bucket:  \r\n    Type: AWS::S3::Bucket", true)]
    [InlineData("""{"Resources":{"A":{},"B":{}}}""", """{"Resources": {"B": {}, "A": {}}}""", true)]
    [InlineData("Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n", "Resources:\n  Bucket:\n    Type: AWS::SQS::Queue\n", false)]
    [InlineData("a: |\n  #!/bin/sh\n", "a: |\n  #!/bin/bash\n", false)]
    public void Templates_may_be_JSON_or_YAML(string left, string right, bool same) =>
        KindTable.AreSame("aws_config_conformance_pack.template_body", left, right).ShouldBe(same);

    [Theory]
    [InlineData("""[{"name":"web","image":"web:1","essential":true,"environment":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"portMappings":[{"containerPort":80,"hostPort":0,"protocol":"tcp"}],"mountPoints":[],"cpu":0}]""", """[{"name":"web","image":"web:1","environment":[{"name":"B","value":"2"},{"name":"A","value":"1"}],"portMappings":[{"containerPort":80}]}]""", true)]
    [InlineData("""[{"name":"web","image":"web:1","command":["a","b"]}]""", """[{"name":"web","image":"web:1","command":["b","a"]}]""", false)]
    [InlineData("""[{"name":"web","image":"web:1"}]""", """[{"name":"web","image":"web:2"}]""", false)]
    [InlineData("""[{"name":"web","image":"web:1","essential":false}]""", """[{"name":"web","image":"web:1"}]""", false)]
    public void Containers_are_compared_without_defaults_and_with_variables_in_any_order(string left, string right, bool same) =>
        KindTable.AreSame("aws_ecs_task_definition.container_definitions", left, right).ShouldBe(same);
}
