using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Web;

namespace DriftStream.Tests.Web;

/// <summary>An incident in four findings, as the ledger would hold them.</summary>
internal static class Story
{
    private static readonly ResourceRef Bucket = new("aws_s3_bucket.data", "aws_s3_bucket", "acme-data", "prod/terraform.tfstate", null);

    private static readonly ResourceRef Group = new(
        "module.net[\"eu\"].aws_security_group.web[0]", "aws_security_group", "sg-0a1b2c3d4e5f60718", "prod/terraform.tfstate", null);

    /// <summary>The afternoon on which it happens.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 14, 3, 22, TimeSpan.Zero);

    public static SeenFinding TagAdded { get; } = Seen(
        "7d3c0001", Start, Verdict.Drift, Severity.Low, "PutBucketTagging", Bucket,
        new Change("tags.drift", Value.Null, Value.Of("spotted")),
        "PutBucketTagging added tag drift=spotted, which the state does not hold");

    public static SeenFinding EncryptionChanged { get; } = Seen(
        "7d3c0002", Start.AddSeconds(108), Verdict.Drift, Severity.Medium, "PutBucketEncryption", Bucket,
        new Change(
            "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm", Value.Of("AES256"), Value.Of("aws:kms")),
        "PutBucketEncryption set the default encryption to aws:kms, the state holds AES256") with
    {
        Life = TagAdded.Life,
    };

    public static SeenFinding PortOpened { get; } = Seen(
        "7d3c0003", Start.AddSeconds(259), Verdict.Drift, Severity.Critical, "AuthorizeSecurityGroupIngress", Group,
        new Change("ingress", Value.Null, Rule()),
        "AuthorizeSecurityGroupIngress opened port 22 to 0.0.0.0/0, which the state does not hold");

    public static SeenFinding PortClosed { get; } = Seen(
        "7d3c0004", Start.AddSeconds(1091), Verdict.Reverted, Severity.Info, "RevokeSecurityGroupIngress", Group,
        new Change("ingress", Rule(), Value.Null),
        "RevokeSecurityGroupIngress removed the rule again, so the group is as the state says") with
    {
        Life = Closed,
    };

    public static SeenFinding PortOpenedAndClosedLater { get; } = PortOpened with { Life = Closed };

    private static DriftLife Closed => new(PortOpened.Finding.Event.Time, "7d3c0003", Start.AddSeconds(1091), "7d3c0004");

    public static SeenFinding Seen(
        string id, DateTimeOffset at, Verdict verdict, Severity severity, string call, ResourceRef resource, Change change, string reason) => new(
        new Finding(
            verdict, severity, "D-7K2M9QXA4T",
            new EventSummary(id, at, call.Contains("Bucket") ? "s3.amazonaws.com" : "ec2.amazonaws.com", call, "111122223333", "eu-west-1"),
            Alice, resource, [change], reason),
        at.AddSeconds(2),
        new DriftLife(at, id));

    /// <summary>A finding in which strangers wrote the same text wherever they can.</summary>
    public static SeenFinding Everywhere(string text) => new(
        new Finding(
            Verdict.Drift, Severity.Low, text, new EventSummary(text, Start, text, text, text, text),
            new Actor(text, ActorKind.Human, ActorVia.Cli, text, text, text, text, text, text, null, Confidence.Guess),
            new ResourceRef($"module.{text}.{text}", text, text, text, text),
            [new Change(text, Value.Of(text), Value.MapOf((text, Value.Of(text)), ("b", Value.Null)))], text),
        Start, null);

    private static Actor Alice => new(
        "alice@example.com", ActorKind.Human, ActorVia.Console, "AssumedRole",
        "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com", "111122223333",
        "AWSReservedSSO_Admin_0123456789abcdef", "203.0.113.7", "Mozilla/5.0", true, Confidence.Certain);

    private static Value Rule() => Value.MapOf(
        ("cidr_blocks", Value.ListOf(Value.Of("0.0.0.0/0"))),
        ("description", Value.Of("temp ssh")),
        ("from_port", Value.Of(22)),
        ("ipv6_cidr_blocks", Value.EmptyList),
        ("protocol", Value.Of("tcp")),
        ("to_port", Value.Of(22)));
}
