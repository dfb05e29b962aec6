using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Tests.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class FindingSentenceTests
{
    private static readonly Value Ssh = Value.MapOf(("protocol", Value.Of("tcp")), ("from_port", Value.Of(22)), ("to_port", Value.Of(22)), ("cidr_blocks", Value.ListOf(Value.Of("0.0.0.0/0"))));

    public static TheoryData<string, string> Sentences => new(Cases().Select(c => (c.Key, c.Key)));

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Each_change_is_told_in_the_past_with_actor_thing_and_values(string sentence, string key) =>
        FindingSentence.Text(Cases()[key]).ShouldBe($"alice@example.com {sentence}");

    [Fact]
    public void Without_a_name_it_was_somebody() =>
        FindingSentence.Text(Tag(Verdict.Deleted) with { Actor = Facts.Alice with { Name = null } }).ShouldBe("somebody deleted aws_s3_bucket.data");

    [Fact]
    public void What_is_invisible_or_turns_the_direction_is_seen_and_lines_stay_one() =>
        ForeignText.OneLine("ad\u200Bmin\r\n\u202Etxt.exe\u0007", 100).ShouldBe("ad\uFFFDmin \uFFFDtxt.exe\uFFFD");

    [Fact]
    public void Text_is_cut_between_code_points() => ForeignText.OneLine("🙂🙂🙂🙂", 3).ShouldBe("🙂🙂…");

    [Fact]
    public void Whoever_claims_to_be_terraform_without_being_a_runner_is_told_so()
    {
        var finding = Tag(Verdict.Deleted) with { Actor = Facts.Alice with { Via = ActorVia.Terraform } };

        FindingSentence.Text(finding).ShouldBe("alice@example.com deleted aws_s3_bucket.data, claiming to be Terraform");
        FindingSentence.Text(finding with { Actor = finding.Actor with { Kind = ActorKind.Terraform } }).ShouldBe("alice@example.com deleted aws_s3_bucket.data");
    }

    [Theory]
    [InlineData("added tag drift = spotted on aws_s3_bucket.data", "added tag drift = spotted")]
    [InlineData("removed tag drift from aws_s3_bucket.data again", "removed tag drift again")]
    [InlineData("set acl back to private on aws_s3_bucket.data", "set acl back to private")]
    [InlineData("attached aws_iam_access_key AKIA1 to aws_s3_bucket.data", "attached aws_iam_access_key AKIA1")]
    [InlineData("opened tcp/22 to 0.0.0.0/0 on aws_security_group.web, with a rule that no state holds", "opened tcp/22 to 0.0.0.0/0, with a rule that no state holds")]
    [InlineData("brought aws_s3_bucket.data back to what the state says", "brought aws_s3_bucket.data back to what the state says")]
    [InlineData("created aws_s3_bucket logs in aws_s3_bucket.data, which no state holds", "created aws_s3_bucket logs in aws_s3_bucket.data, which no state holds")]
    public void Beside_actor_and_address_the_deed_alone_is_told(string sentence, string deed) =>
        string.Concat(FindingSentence.Deed(Cases()[sentence]).Select(p => p.Text)).ShouldBe(deed);

    private static Dictionary<string, Finding> Cases() => new()
    {
        ["added tag drift = spotted on aws_s3_bucket.data"] = Tag(Verdict.Drift, new Change("tags.drift", Value.Null, Value.Of("spotted"))),
        ["removed tag a.b/c (was x) from aws_s3_bucket.data"] = Tag(Verdict.Drift, new Change("tags[\"a.b/c\"]", Value.Of("x"), Value.Null)),
        ["changed tag Owner from \"\" to ops on aws_s3_bucket.data"] = Tag(Verdict.Drift, new Change("tags.Owner", Value.Of(""), Value.Of("ops"))),
        ["added tags a, b and c on aws_s3_bucket.data"] = Tag(Verdict.Drift, Added("tags.a"), Added("tags.b"), Added("tags.c")),
        ["changed acl, tags.a and 2 more attributes on aws_s3_bucket.data"] = Tag(Verdict.Drift, Added("acl"), Added("tags.a"), Added("x"), Added("y")),
        ["turned off enable_key_rotation on aws_s3_bucket.data"] = Tag(Verdict.Drift, new Change("enable_key_rotation", Value.True, Value.False)),
        ["changed password on aws_s3_bucket.data (value hidden)"] = Tag(Verdict.Touched, Change.Concealed("password")),
        ["changed aws_s3_bucket.data; the event does not tell what"] = Tag(Verdict.Touched),
        ["opened tcp/22 to 0.0.0.0/0 on aws_security_group.web"] = Group(Verdict.Drift, new Change("ingress", Value.Null, Ssh)),
        ["closed outgoing tcp/22 to 0.0.0.0/0 on aws_security_group.web"] = Group(Verdict.Drift, new Change("egress", Ssh, Value.Null)),
        ["opened tcp/22 to 0.0.0.0/0 on aws_security_group.web, with a rule that no state holds"] =
            Group(Verdict.Attached, new Change("aws_vpc_security_group_ingress_rule", Value.Null, Value.MapOf(("cidr_ipv4", Value.Of("0.0.0.0/0")), ("from_port", Value.Of(22)), ("ip_protocol", Value.Of("tcp")), ("to_port", Value.Of(22))))),
        ["closed tcp/22 to 0.0.0.0/0 on aws_security_group.web again"] = Group(Verdict.Reverted, new Change("ingress", Ssh, Value.Null)),
        ["removed tag drift from aws_s3_bucket.data again"] = Tag(Verdict.Reverted, new Change("tags.drift", Value.Of("x"), Value.Null)),
        ["set acl back to private on aws_s3_bucket.data"] = Tag(Verdict.Reverted, new Change("acl", Value.Of("public"), Value.Of("private"))),
        ["brought aws_s3_bucket.data back to what the state says"] = Tag(Verdict.Reverted),
        ["attached aws_iam_access_key AKIA1 to aws_s3_bucket.data"] = Tag(Verdict.Attached, new Change("aws_iam_access_key", Value.Null, Value.MapOf(("id", Value.Of("AKIA1"))))),
        ["created aws_s3_bucket logs in aws_s3_bucket.data, which no state holds"] =
            Tag(Verdict.Unmanaged) with { Resource = new(null, "aws_s3_bucket", "logs", null, "aws_s3_bucket.data") },
        ["called PutBucketTagging on aws_s3_bucket.data"] = Tag(Verdict.InSync),
        ["changed sse_algorithm from AES256 to aws:kms on aws_s3_bucket.data"] = Tag(Verdict.Drift, Encryption(keyed: false)),
        ["changed kms_master_key_id, sse_algorithm and bucket_key_enabled in rule on aws_s3_bucket.data"] = Tag(Verdict.Drift, Encryption(keyed: true)),
    };

    // One element of a set in place of another, as the judge tells it.
    private static Change[] Encryption(bool keyed) =>
    [
        new("rule", Rule("AES256", "", keyEnabled: false), Value.Null),
        new("rule", Value.Null, Rule("aws:kms", keyed ? "key/1" : "", keyed)),
    ];

    private static Value Rule(string algorithm, string key, bool keyEnabled) => Value.MapOf(
        ("apply_server_side_encryption_by_default", Value.ListOf(Value.MapOf(("kms_master_key_id", Value.Of(key)), ("sse_algorithm", Value.Of(algorithm))))),
        ("bucket_key_enabled", Value.Of(keyEnabled)));

    private static Change Added(string path) => new(path, Value.Null, Value.Of("v"));

    private static Finding Tag(Verdict verdict, params Change[] changes) => Facts.Finding(Facts.Event("e1"), verdict, "D-1", changes);

    private static Finding Group(Verdict verdict, params Change[] changes) =>
        Tag(verdict, changes) with { Resource = new("aws_security_group.web", "aws_security_group", "sg-1", "prod", null) };
}
