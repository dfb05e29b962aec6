using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>S3 bucket configuration: a sub-resource since provider 4, a block of the bucket before. Each call replaces its whole setting.</summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-4-upgrade</remarks>
internal static class BucketSettings
{
    private const string Bucket = "aws_s3_bucket";

    // Operation without its verb -> the bucket's own block; null where old buckets had none.
    private static readonly Dictionary<string, string?> Blocks = new()
    {
        ["Encryption"] = "server_side_encryption_configuration",
        ["Versioning"] = "versioning",
        ["Acl"] = "acl",
        ["Policy"] = "policy",
        ["PublicAccessBlock"] = null,
        ["Lifecycle"] = "lifecycle_rule",
        ["LifecycleConfiguration"] = "lifecycle_rule",
        ["Logging"] = "logging",
        ["Cors"] = "cors_rule",
        ["Website"] = "website",
        ["OwnershipControls"] = null,
        ["Notification"] = null,
        ["NotificationConfiguration"] = null,
        ["Replication"] = "replication_configuration",
        ["AccelerateConfiguration"] = "acceleration_status",
        ["RequestPayment"] = "request_payer",
        ["ObjectLockConfiguration"] = "object_lock_configuration",
    };

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (situation.Change.Source != "s3.amazonaws.com" || Setting(situation.Change.Operation) is not { } setting || !Blocks.TryGetValue(setting, out var block))
        {
            return null;
        }

        var deletes = situation.Change.Operation.StartsWith("Delete", StringComparison.Ordinal);
        var rows = situation.Rows.Where(r => r.Type is not null && r.Weight >= 2 && !r.IsInferred).ToList();
        var held = rows.Where(r => r.Type!.Name != Bucket).SelectMany(r => situation.Matcher.Match(r, situation.Change)).ToList();
        if (held.Count > 0)
        {
            return [.. held.Select(m => deletes ? Removed(m) : Put(m.Row, situation, m.Instance))];
        }

        var buckets = situation.Text("bucketName") is { } name ? situation.Matcher.Named(Bucket, "id", name, situation.Change).ToList() : [];
        var row = rows.FirstOrDefault(r => r.Type!.Name == Bucket);
        var childType = rows.FirstOrDefault(r => r.Type!.Name != Bucket)?.Type?.Name ?? Bucket;
        return [.. buckets.Select(b => OnBucket(situation, b, row, block, childType, deletes)).OfType<Target>()];
    }

    private static Target? OnBucket(Situation situation, ResourceInstance bucket, EventRow? row, string? block, string childType, bool deletes)
    {
        var child = Value.MapOf(("bucket", bucket.Attributes["bucket"]));
        if (deletes)
        {
            var effect = block is null ? null : Deleted(block, isBlock: true);
            return Ownership.Removed(situation, bucket, Place(bucket, block), hasSeparate: false, effect, childType, child);
        }

        if (row is not null && block is not null && Place(bucket, block) is not null)
        {
            return Put(row, situation, bucket);
        }

        return Ownership.Added(bucket, null, hasSeparate: false, null, childType, child);
    }

    // A block that the state has, even an empty one; acl is null in states where nobody set it, and still has its place.
    private static string? Place(ResourceInstance bucket, string? block) =>
        block is not null && bucket.Attributes.Find(block, StringComparison.Ordinal) is not null && !bucket.ScalarsOnly ? block : null;

    private static Target Put(EventRow row, Situation situation, ResourceInstance instance)
    {
        var effects = Special(row, situation, instance) ?? Whole(row, situation, instance);
        return new Target { Kind = TargetKind.Change, Instance = instance, Effects = effects };
    }

    // What the call does not name is gone: the request is the whole setting.
    private static List<AttributeEffect> Whole(EventRow row, Situation situation, ResourceInstance instance)
    {
        var sent = Translation.Effects(row, situation, instance, new HashSet<string>());
        var named = sent.Select(e => AttributeEffect.Replace(e.Attribute, e.Apply(Value.Null))).ToList();
        var body = situation.Request.Members.Any(m => m.Value is { Kind: ValueKind.Map, Members.Count: > 0 });
        if (!body && sent.Count == 0)
        {
            return [.. Roots(row).Select(AttributeEffect.Unknown)];
        }

        var gone = Roots(row).Where(a => named.All(n => n.Attribute != a) && !Meaning.IsEmpty(instance.Attributes[a])).Where(a => IsSetting(row, a));
        return [.. named, .. gone.Select(a => AttributeEffect.Replace(a, Value.Null))];
    }

    private static IEnumerable<string> Roots(EventRow row) =>
        row.Pairs.Where(p => !p.IsWeak).Select(p => AttributePath.Root(p.Attributes[0])).Distinct().Where(a => a is not ("expected_bucket_owner" or "mfa" or "token" or "bucket"));

    private static bool IsSetting(EventRow row, string attribute) => row.Type!.Attribute(attribute) is { IsComputedOnly: false };

    private static List<AttributeEffect>? Special(EventRow row, Situation situation, ResourceInstance instance) => (row.Type!.Name, Setting(situation.Change.Operation)) switch
    {
        (Bucket, "Versioning") => [BucketVersioning(situation)],
        (_, "Encryption") => [Encryption(situation, row.Type.Name == Bucket)],
        (_, "Acl") => Acl(situation, instance, row.Type.Name == Bucket),
        (_, "Policy") => [Policy(situation)],
        _ => null,
    };

    private static AttributeEffect Policy(Situation situation)
    {
        var policy = situation.Request["bucketPolicy"];
        return policy.IsNull ? AttributeEffect.Unknown("policy") : AttributeEffect.Replace("policy", policy);
    }

    private static AttributeEffect BucketVersioning(Situation situation)
    {
        var status = One(situation, "VersioningConfiguration.Status");
        var mfa = One(situation, "VersioningConfiguration.MfaDelete");
        return status is null
            ? AttributeEffect.Unknown("versioning")
            : AttributeEffect.Replace("versioning", Value.ListOf(Value.MapOf(("enabled", Value.Of(status == "Enabled")), ("mfa_delete", Value.Of(mfa == "Enabled")))));
    }

    private static AttributeEffect Encryption(Situation situation, bool isBlock)
    {
        const string Default = "ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault.";
        var attribute = isBlock ? "server_side_encryption_configuration" : "rule";
        if (One(situation, Default + "SSEAlgorithm") is not { } algorithm)
        {
            return AttributeEffect.Unknown(attribute);
        }

        var rule = EncryptionRule(algorithm, One(situation, Default + "KMSMasterKeyID") ?? "", One(situation, "ServerSideEncryptionConfiguration.Rules.BucketKeyEnabled") == "true");
        return AttributeEffect.Replace(attribute, isBlock ? Value.ListOf(Value.MapOf(("rule", rule))) : rule);
    }

    private static Value EncryptionRule(string algorithm, string key, bool bucketKey) => Value.ListOf(Value.MapOf(
        ("apply_server_side_encryption_by_default", Value.ListOf(Value.MapOf(("kms_master_key_id", Value.Of(key)), ("sse_algorithm", Value.Of(algorithm))))),
        ("bucket_key_enabled", Value.Of(bucketKey))));

    // A canned ACL as header, or grants as body; the state may hold the other form, and then the value cannot be compared.
    private static List<AttributeEffect> Acl(Situation situation, ResourceInstance instance, bool isBlock)
    {
        if (One(situation, "ACL") is { } canned)
        {
            return !isBlock || !instance.Attributes["acl"].IsNull || canned != "private" ? [AttributeEffect.Replace("acl", Value.Of(canned))] : [];
        }

        return [isBlock ? Grants(situation) : AttributeEffect.Unknown("access_control_policy")];
    }

    private static AttributeEffect Grants(Situation situation)
    {
        var grants = RequestMembers.Find(situation.Request, "AccessControlPolicy.AccessControlList.Grant").SelectMany(m => m.Value.Kind == ValueKind.List ? m.Value.Items : [m.Value]);
        var byGrantee = grants.GroupBy(g => (Id: g["Grantee"]["ID"].Text, Uri: g["Grantee"]["URI"].Text));
        var elements = byGrantee.Select(g => Value.MapOf(
            ("id", Value.Of(g.Key.Id)),
            ("permissions", Value.ListOf(g.Select(p => Value.Of(p["Permission"].Text)))),
            ("type", Value.Of(g.Key.Uri.Length > 0 ? "Group" : "CanonicalUser")),
            ("uri", Value.Of(g.Key.Uri)))).ToList();
        return elements.Count == 0 ? AttributeEffect.Unknown("grant") : AttributeEffect.Replace("grant", Value.ListOf(elements));
    }

    private static Target Removed(RowMatch match) => new() { Kind = TargetKind.Delete, Instance = match.Instance };

    // Since January 2023 a bucket without a setting of its own is encrypted with AES256.
    private static AttributeEffect Deleted(string block, bool isBlock) => block == "server_side_encryption_configuration" && isBlock
        ? AttributeEffect.Replace(block, Value.ListOf(Value.MapOf(("rule", EncryptionRule("AES256", "", bucketKey: false)))))
        : AttributeEffect.Replace(block, Value.Null);

    private static string? One(Situation situation, string path) =>
        RequestMembers.Find(situation.Request, path).SelectMany(m => RequestMembers.ScalarsIn(m.Value)).FirstOrDefault();

    private static string? Setting(string operation)
    {
        foreach (var verb in (ReadOnlySpan<string>)["Put", "Delete"])
        {
            if (operation.StartsWith(verb + "Bucket", StringComparison.Ordinal))
            {
                return operation[(verb.Length + "Bucket".Length)..];
            }
        }

        return operation is "PutPublicAccessBlock" or "DeletePublicAccessBlock" ? "PublicAccessBlock" : null;
    }
}
