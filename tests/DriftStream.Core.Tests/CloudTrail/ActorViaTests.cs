using DriftStream.Core.CloudTrail;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class ActorViaTests
{
    private const string TerraformAgent =
        "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.14.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.24.6";

    [Theory]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36", "Console")]
    [InlineData("console.ec2.amazonaws.com", "Console")]
    [InlineData("eu-north-1.console.aws.amazon.com", "Console")]
    [InlineData("signin.amazonaws.com", "Console")]
    [InlineData("[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10]", "Console")]
    [InlineData("RDS Console, aws-internal/3 aws-sdk-java/1.12.488", "Console")]
    [InlineData("EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.488", "Console")]
    [InlineData("AWS Internal", "Console")]
    [InlineData("aws-cli/2.30.1 Python/3.13 Linux/6.1 exec-env/CloudShell", "Cli")]
    [InlineData("Boto3/1.38.23 exec-env/CloudShell", "Cli")]
    [InlineData("[aws-cli/2.30.1 md/awscrt#0.27.6]", "Cli")]
    [InlineData(TerraformAgent, "Terraform")]
    [InlineData("[" + TerraformAgent + "]", "Terraform")]
    [InlineData("aws-sdk-go/1.25.38 (go1.13.4; darwin; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.16 (+https://www.terraform.io)", "Terraform")]
    [InlineData("APN/1.0 OpenTofu/1.0 OpenTofu/1.10.5 aws-sdk-go-v2/1.39.0", "Terraform")]
    [InlineData("terraform-provider-aws/dev", "Terraform")]
    [InlineData("Boto3/1.38.23 (/opt/terraform/bin/tidy)", "Sdk")]
    [InlineData("my-terraform/1.2 Boto3/1.38.23", "Sdk")]
    [InlineData("curl/8.5.0 (terraform-provider-aws-notes)", "Unknown")]
    [InlineData("APN/1.0 Pulumi/1.0 PulumiAWS/7.2.0 HashiCorp/1.0 Terraform/1.5.7 terraform-provider-aws/5.84.0", "Sdk")]
    [InlineData("APN/1.0 HashiCorp/1.0 packer/1.11.2 (+https://www.packer.io/) aws-sdk-go/1.44.114", "Sdk")]
    [InlineData("Boto3/1.38.23 md/Botocore#1.38.23", "Sdk")]
    [InlineData("aws-sdk-java/2.31.6 md/io#sync", "Sdk")]
    [InlineData("cloudformation.amazonaws.com", "CloudFormation")]
    [InlineData("apigateway.amazonaws.com", "Service")]
    [InlineData("curl/8.5.0", "Unknown")]
    [InlineData("", "Unknown")]
    public void The_agent_tells_the_tool(string agent, string via) => Via(("userAgent", $"\"{agent}\"")).ShouldBe(via);

    [Theory]
    [InlineData("autoscaling.amazonaws.com", "Service")]
    [InlineData("AWS Internal", "Service")]
    [InlineData("signin.amazonaws.com", "Console")]
    [InlineData("cloudformation.amazonaws.com", "CloudFormation")]
    public void A_service_on_behalf_of_a_person_leaves_the_person(string service, string via)
    {
        var identity = Sample.SsoIdentity.Replace("\"accountId\":\"210987654321\",\"accessKeyId", $"\"invokedBy\":\"{service}\",\"accessKeyId", StringComparison.Ordinal);

        var actor = ActorReader.Read(Sample.Event(("userIdentity", identity), ("userAgent", $"\"{service}\""), ("sourceIPAddress", $"\"{service}\"")));

        (actor.Name, actor.Kind, actor.Via.ToString()).ShouldBe(("nora.lind@example.org", ActorKind.Human, via));
    }

    [Theory]
    [InlineData("APN/1.0 HashiCorp/1.0 Terraform/1.13.4", "Console")]
    [InlineData("aws-sdk-java/2.31.6", "Console")]
    [InlineData("aws-cli/2.30.1 exec-env/CloudShell", "Cli")]
    public void A_console_session_is_the_console_whatever_the_agent_claims(string agent, string via) =>
        Via(("userAgent", $"\"{agent}\""), ("sessionCredentialFromConsole", "\"true\"")).ShouldBe(via);

    [Fact]
    public void The_words_for_AWS_itself_mean_a_service_where_no_person_is_behind_them()
    {
        ActorReader.Read(ActorTests.RoleEvent("i-0a1b2c3d4e5f60718", "AWS Internal")).Via.ShouldBe(ActorVia.Service);
        ActorReader.Read(ActorTests.RoleEvent("nora.lind", "AWS Internal")).Via.ShouldBe(ActorVia.Console);
    }

    [Theory]
    [InlineData(TerraformAgent, null, true)]
    [InlineData(TerraformAgent, "\"false\"", true)]
    [InlineData(TerraformAgent, "\"true\"", false)]
    [InlineData("OpenTofu/1.10.5", null, true)]
    [InlineData("APN/1.0 Pulumi/1.0 Terraform/1.5.7", null, false)]
    [InlineData("aws-cli/2.30.1", null, false)]
    public void Only_the_agent_outside_a_console_session_claims_Terraform(string agent, string? fromConsole, bool claims) =>
        ActorReader.ClaimsTerraform(Sample.Event(("userAgent", $"\"{agent}\""), ("sessionCredentialFromConsole", fromConsole))).ShouldBe(claims);

    [Theory]
    [InlineData("arn:aws:iam::210987654321:role/operators", true)]
    [InlineData("arn:aws:iam::210987654321:role/platform/operators", true)]
    [InlineData("arn:aws:sts::210987654321:assumed-role/operators/tf-41", true)]
    [InlineData("arn:aws:iam::*:role/oper*", true)]
    [InlineData("*:role/*/operators", true)]
    [InlineData("*", true)]
    [InlineData("arn:aws:iam::210987654321:role/Operators", false)]
    [InlineData("arn:aws:iam::210987654321:role/operator", false)]
    [InlineData("arn:aws:iam::999999999999:role/*", false)]
    [InlineData("operators", false)]
    [InlineData("", false)]
    public void A_runner_is_known_by_any_of_its_three_arns(string pattern, bool matches)
    {
        var identity = ActorTests.RoleEvent("tf-41", "x").Identity;

        ActorReader.IsRunner(identity, pattern).ShouldBe(matches);
    }

    [Fact]
    public void A_role_is_rebuilt_from_a_session_that_names_no_issuer()
    {
        var identity = new UserIdentity { Arn = "arn:aws-us-gov:sts::210987654321:assumed-role/runner/run-7" };

        ActorReader.IsRunner(identity, "arn:aws-us-gov:iam::210987654321:role/runner").ShouldBeTrue();
        ActorReader.IsRunner(new UserIdentity(), "*").ShouldBeFalse();
        ActorReader.IsRunner(new UserIdentity { Arn = new string('a', 20_000) }, string.Concat(Enumerable.Repeat("*a", 500)) + "b").ShouldBeFalse();
    }

    private static string Via(params (string Name, string? Json)[] members) => ActorReader.Read(Sample.Event(members)).Via.ToString();
}
