using DriftStream.Core.CloudTrail;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class ActorTests
{
    private const string Cli = "aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0";
    private const string Boto = "Boto3/1.38.23 md/Botocore#1.38.23 ua/2.1 os/linux#5.15.0";
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";
    private const string Lambda = "Boto3/1.38.23 md/Botocore#1.38.23 exec-env/AWS_Lambda_python3.13";

    [Fact]
    public void An_identity_center_user_is_called_by_name_and_certain()
    {
        var actor = ActorReader.Read(Sample.Event());

        actor.ShouldBe(new Actor(
            "nora.lind@example.org",
            ActorKind.Human,
            ActorVia.Cli,
            "AssumedRole",
            "arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_Operators_1f2e3d4c5b6a7988/nora.lind@example.org",
            Sample.Account,
            "AWSReservedSSO_Operators_1f2e3d4c5b6a7988",
            "198.51.100.23",
            "aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64",
            false,
            Confidence.Certain));
    }

    [Theory]
    [InlineData("""{"type":"Root","principalId":"210987654321","arn":"arn:aws:iam::210987654321:root","accountId":"210987654321"}""", "root (210987654321)", "Human", "Certain")]
    [InlineData("""{"type":"Root","userName":"acme-prod","arn":"arn:aws:iam::210987654321:root","invokedBy":"autoscaling.amazonaws.com"}""", "root (210987654321)", "Human", "Certain")]
    [InlineData("""{"type":"IAMUser","principalId":"AIDAQ2WJNDHXP3KLTY5FZ","arn":"arn:aws:iam::210987654321:user/ops/petra","userName":"petra"}""", "petra", "Human", "Likely")]
    [InlineData("""{"type":"IAMUser","principalId":"AIDAQ2WJNDHXP3KLTY5FZ","arn":"arn:aws:iam::210987654321:user/ops/petra"}""", "petra", "Human", "Likely")]
    [InlineData("""{"type":"IAMUser","arn":"arn:aws:iam::210987654321:user/petra","userName":"petra","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}}""", "petra", "Human", "Certain")]
    [InlineData("""{"type":"IAMUser","principalId":"AIDAQ2WJNDHXP3KLTY5FZ"}""", null, "Human", "Likely")]
    [InlineData("""{"type":"IAMUser","accountId":"210987654321","userName":"HIDDEN_DUE_TO_SECURITY_REASONS"}""", null, "Human", "Likely")]
    [InlineData("""{"type":"FederatedUser","principalId":"210987654321:vendor","arn":"arn:aws:sts::210987654321:federated-user/vendor","sessionContext":{"sessionIssuer":{"type":"IAMUser","userName":"broker"}}}""", "vendor", "Human", "Likely")]
    [InlineData("""{"type":"SAMLUser","principalId":"Zm9v:nora@example.org","userName":"nora@example.org","identityProvider":"Zm9v"}""", "nora@example.org", "Human", "VeryLikely")]
    [InlineData("""{"type":"IdentityCenterUser","accountId":"210987654321","onBehalfOf":{"userId":"94e8-11aa","identityStoreArn":"arn:aws:identitystore::210987654321:identitystore/d-1"},"credentialId":"c1"}""", "94e8-11aa", "Human", "Likely")]
    [InlineData("""{"type":"WebIdentityUser","principalId":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:acme/infra:ref:refs/heads/main","userName":"repo:acme/infra:ref:refs/heads/main","identityProvider":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"}""", "repo:acme/infra:ref:refs/heads/main", "Automation", "Certain")]
    [InlineData("""{"type":"WebIdentityUser","userName":"nora@example.org","identityProvider":"accounts.google.com"}""", "nora@example.org", "Human", "VeryLikely")]
    [InlineData("""{"type":"AWSService","invokedBy":"autoscaling.amazonaws.com"}""", "autoscaling.amazonaws.com", "Service", "Certain")]
    [InlineData("""{"invokedBy":"secretsmanager.amazonaws.com","accountId":"210987654321"}""", "secretsmanager.amazonaws.com", "Service", "Certain")]
    [InlineData("""{"type":"AWSAccount","principalId":"AIDAQ2WJNDHXP3KLTY5FZ","accountId":"444455556666"}""", "account 444455556666", "Unknown", "Guess")]
    [InlineData("""{"type":"AWSAccount","principalId":"AROAQ2WJNDHXP3KLTY5FZ:nora@example.org","accountId":"444455556666"}""", "nora@example.org", "Human", "Guess")]
    [InlineData("""{"type":"AWSAccount","principalId":"AROAQ2WJNDHXP3KLTY5FZ:botocore-session-1775895330","accountId":"444455556666"}""", "account 444455556666", "Unknown", "Guess")]
    [InlineData("""{"type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL"}""", "anonymous", "Unknown", "Guess")]
    [InlineData("""{"type":"Unknown","arn":"arn:aws:iam::210987654321:user/petra"}""", "petra", "Human", "Likely")]
    [InlineData("{}", null, "Unknown", "Unknown")]
    public void Every_type_of_identity_has_a_name(string identity, string? name, string kind, string confidence) =>
        Check(ActorReader.Read(Sample.Event(("userIdentity", identity), ("userAgent", $"\"{Boto}\""))), name, kind, confidence);

    [Theory]
    [InlineData("nora.lind@example.org", Boto, "nora.lind@example.org", "Human", "VeryLikely")]
    [InlineData("nora.lind", Boto, "nora.lind", "Human", "Likely")]
    [InlineData("nora", Cli, "nora", "Human", "Likely")]
    [InlineData("u123456", Cli, "u123456", "Human", "Guess")]
    [InlineData("admin", Cli, "admin", "Human", "Guess")]
    [InlineData("nora", Lambda, "nora", "Automation", "VeryLikely")]
    [InlineData("deploy", Boto, "deploy", "Automation", "Likely")]
    [InlineData("deploy-prod-run-8841", Cli, "deploy-prod-run-8841", "Automation", "Likely")]
    [InlineData("GitHubActions", Boto, "GitHubActions", "Automation", "Likely")]
    [InlineData("terraform-run-Yk3", Boto, "terraform-run-Yk3", "Automation", "Likely")]
    [InlineData("AWSCloudFormation", Boto, "AWSCloudFormation", "Automation", "Likely")]
    [InlineData("i-0a1b2c3d4e5f60718", Boto, "i-0a1b2c3d4e5f60718", "Automation", "VeryLikely")]
    [InlineData("mi-0a1b2c3d4e5f60718", Boto, "mi-0a1b2c3d4e5f60718", "Automation", "VeryLikely")]
    [InlineData("botocore-session-1775895330", Boto, "operators", "Automation", "Guess")]
    [InlineData("botocore-session-1775895330", Cli, "operators", "Unknown", "Guess")]
    [InlineData("aws-go-sdk-1775895330123456789", Boto, "operators", "Automation", "Guess")]
    [InlineData("AWSCLI-Session", Cli, "operators", "Unknown", "Guess")]
    [InlineData("20260411T081530Z", Boto, "operators", "Automation", "Guess")]
    [InlineData("6f1d7c0e-33a2-45aa-9a6b-0c8f0e2b416d", Boto, "operators", "Automation", "Guess")]
    [InlineData("AROAQ2WJNDHXP3KLTY5FZ", Boto, "operators", "Unknown", "Guess")]
    [InlineData("botocore-session-1775895330", Browser, "operators", "Human", "VeryLikely")]
    [InlineData("deploy", Browser, "deploy", "Human", "VeryLikely")]
    public void The_session_of_a_role_is_named_after_whoever_opened_it(string session, string agent, string name, string kind, string confidence) =>
        Check(ActorReader.Read(RoleEvent(session, agent)), name, kind, confidence);

    [Theory]
    [InlineData("""{"attributes":{"mfaAuthenticated":"true"}}""", "i9", "i9", "Human", "VeryLikely")]
    [InlineData("""{"sourceIdentity":"frida@example.org"}""", "botocore-session-1775895330", "frida@example.org", "Human", "VeryLikely")]
    [InlineData("""{"sourceIdentity":"frida"}""", "deploy", "frida", "Human", "VeryLikely")]
    [InlineData("""{"sourceIdentity":"CN=build-host-7"}""", "x", "CN=build-host-7", "Automation", "Likely")]
    [InlineData("""{"ec2RoleDelivery":"2.0"}""", "i-0a1b2c3d4e5f60718", "i-0a1b2c3d4e5f60718", "Automation", "Certain")]
    [InlineData("""{"webIdFederationData":{"federatedProvider":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"}}""", "release-41", "release-41", "Automation", "Certain")]
    [InlineData("""{"webIdFederationData":{"federatedProvider":"arn:aws:iam::210987654321:oidc-provider/oidc.eks.eu-north-1.amazonaws.com/id/1A2B"}}""", "botocore-session-1775895330", "operators", "Automation", "Certain")]
    [InlineData("""{"webIdFederationData":{"federatedProvider":"https://accounts.google.com"}}""", "nora@example.org", "nora@example.org", "Human", "VeryLikely")]
    [InlineData("""{"webIdFederationData":{"federatedProvider":"arn:aws:iam::210987654321:saml-provider/corp"}}""", "nlind", "nlind", "Human", "VeryLikely")]
    public void What_the_session_context_says_comes_before_the_sessions_name(string context, string session, string name, string kind, string confidence)
    {
        var identity = RoleIdentity(session).Replace("\"sessionContext\":{", $"\"sessionContext\":{context[..^1]},", StringComparison.Ordinal);

        Check(ActorReader.Read(Sample.Event(("userIdentity", identity), ("userAgent", $"\"{Boto}\""))), name, kind, confidence);
    }

    [Fact]
    public void A_service_linked_role_is_called_by_its_service()
    {
        var identity = RoleIdentity("AutoScaling")
            .Replace("role/platform/operators", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling", StringComparison.Ordinal)
            .Replace("operators", "AWSServiceRoleForAutoScaling", StringComparison.Ordinal);

        var actor = ActorReader.Read(Sample.Event(("userIdentity", identity), ("userAgent", "\"autoscaling.amazonaws.com\"")));

        Check(actor, "autoscaling.amazonaws.com", "Automation", "Certain");
        (actor.Role, actor.Via).ShouldBe(("AWSServiceRoleForAutoScaling", ActorVia.Service));
    }

    [Fact]
    public void What_AWS_did_itself_is_the_services_doing()
    {
        var actor = ActorReader.Read(Sample.Event(("userIdentity", null), ("eventType", "\"AwsServiceEvent\""), ("userAgent", null), ("sourceIPAddress", "\"kms.amazonaws.com\"")));

        Check(actor, "kms.amazonaws.com", "Service", "Certain");
        actor.Via.ShouldBe(ActorVia.Service);
    }

    internal static CloudTrailEvent RoleEvent(string session, string agent) =>
        Sample.Event(("userIdentity", RoleIdentity(session)), ("userAgent", $"\"{agent}\""));

    internal static string RoleIdentity(string session) =>
        """{"type":"AssumedRole","principalId":"AROAQ2WJNDHXP3KLTY5FZ:SESSION","arn":"arn:aws:sts::210987654321:assumed-role/operators/SESSION","accountId":"210987654321","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAQ2WJNDHXP3KLTY5FZ","arn":"arn:aws:iam::210987654321:role/platform/operators","accountId":"210987654321","userName":"operators"}}}"""
            .Replace("SESSION", session, StringComparison.Ordinal);

    private static void Check(Actor actor, string? name, string kind, string confidence) =>
        (actor.Name, actor.Kind.ToString(), actor.Confidence.ToString()).ShouldBe((name, kind, confidence));
}
