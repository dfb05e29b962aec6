using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>S3 bucket configuration: a sub-resource since provider 4, a block of the bucket before. Each call replaces its whole setting.</summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-4-upgrade</remarks>
internal static class BucketSettings
{
    private const string Bucket = "aws_s3_bucket";

    // A bucket can have many of these, each with a name; it has no attribute for any.
    private static readonly string[] Named = ["InventoryConfiguration", "MetricsConfiguration", "AnalyticsConfiguration", "IntelligentTieringConfiguration"];

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

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation)
    {
        if (situation.Change.Source != "s3.amazonaws.com" || Setting(situation.Change.Operation) is not { } setting || !Blocks.ContainsKey(setting))
        {
            return null;
        }

        var rows = Rows(situation).Where(r => SpecialReads(r.Type!.Name, setting) is null);
        var special = ((string[])[Bucket, "aws_s3_bucket_setting"]).SelectMany(t => SpecialReads(t, setting) ?? []);
        return [.. Reading.Identifying(situation, Bucket, ("bucketName", "bucket")), .. RowReads.Settings(situation, rows), .. Reading.Values(situation, Bucket, special)];
    }

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (situation.Change.Source != "s3.amazonaws.com" || Setting(situation.Change.Operation) is not { } setting)
        {
            return null;
        }

        if (!Blocks.TryGetValue(setting, out var block))
        {
            return Named.Contains(setting) ? OfName(situation) : null;
        }

        var call = new BucketCall(situation, setting);
        var rows = Rows(situation);
        var held = rows.Where(r => r.Type!.Name != Bucket).SelectMany(r => situation.Matcher.Match(r, situation.Change)).ToList();
        if (held.Count > 0)
        {
            return [.. held.Select(m => call.Removes ? new Target { Kind = TargetKind.Delete, Instance = m.Instance } : Put(m.Row, call, m.Instance))];
        }

        var row = rows.FirstOrDefault(r => r.Type!.Name == Bucket);
        var own = rows.FirstOrDefault(r => r.Type!.Name != Bucket);
        return [.. Buckets(situation).Select(b => OnBucket(call, b, row, block, own)).OfType<Target>()];
    }

    private static List<EventRow> Rows(Situation situation) => [.. situation.Rows.Where(r => r.Type is not null && r.Weight >= 2 && !r.IsInferred)];

    // One that a state holds is for the general rule.
    private static List<Target>? OfName(Situation situation)
    {
        if (situation.Rows.FirstOrDefault(r => r.Type is not null && r.Type.Name != Bucket) is not { } row || situation.Matcher.Match(row, situation.Change).Count > 0)
        {
            return null;
        }

        var child = Value.MapOf(("bucket", Value.Of(situation.Text("bucketName") ?? "")), ("name", Value.Of(situation.Text("id") ?? "")));
        var removes = situation.Change.Operation.StartsWith("Delete", StringComparison.Ordinal);
        return [.. Buckets(situation)
            .Select(b => removes ? Ownership.Removed(situation, b, null, hasSeparate: false, null, row.Type!.Name, child) : Ownership.Added(b, null, hasSeparate: false, null, row.Type!.Name, child))
            .OfType<Target>()];
    }

    private static IEnumerable<ResourceInstance> Buckets(Situation situation) =>
        situation.Text("bucketName") is { } name ? situation.Matcher.Named(Bucket, "id", name, situation.Change) : [];

    private static Target? OnBucket(BucketCall call, ResourceInstance bucket, EventRow? row, string? block, EventRow? own)
    {
        var childType = own?.Type!.Name ?? Bucket;
        var child = Value.MapOf(("bucket", bucket.Attributes["bucket"]));
        if (call.Removes)
        {
            return Ownership.Removed(call.Situation, bucket, Place(bucket, block), hasSeparate: false, block is null ? null : Deleted(block), childType, child);
        }

        return row is not null && Place(bucket, block) is not null
            ? Put(row, call, bucket)
            : Ownership.Added(bucket, null, hasSeparate: false, null, childType, child, own is null ? null : Details(own, call, bucket, child));
    }

    // How severe a new policy or access list is, only its content tells.
    private static Value Details(EventRow own, BucketCall call, ResourceInstance bucket, Value child)
    {
        var sent = Special(own, call, bucket)?.Select(e => KeyValuePair.Create(e.Attribute, e.Apply(Value.Null))) ?? Translation.Sent(own, call.Situation).Members;
        return Value.MapOf(child.Members.Concat(sent.Where(m => !m.Value.IsHidden && !Meaning.IsEmpty(m.Value))).DistinctBy(m => m.Key));
    }

    // A block that the state has, even an empty one; acl is null in states where nobody set it, and still has its place.
    private static string? Place(ResourceInstance bucket, string? block) =>
        block is not null && bucket.Attributes.Find(block, StringComparison.Ordinal) is not null && !bucket.ScalarsOnly ? block : null;

    // What was deleted and is put again exists again.
    private static Target Put(EventRow row, BucketCall call, ResourceInstance instance) =>
        new() { Kind = TargetKind.Recreate, Instance = instance, Effects = Special(row, call, instance) ?? Whole(row, call, instance) };

    private static IReadOnlyList<AttributeEffect>? Special(EventRow row, BucketCall call, ResourceInstance instance) => (row.Type!.Name, call.Setting) switch
    {
        (Bucket, "Versioning") => [BucketVersioning.OfBucket(call)],
        (_, "Versioning") => [BucketVersioning.OfOwnResource(call, instance)],
        (Bucket, "Encryption") => [BucketEncryption.OfBucket(call, instance)],
        (_, "Encryption") => [BucketEncryption.OfOwnResource(call, instance)],
        (Bucket, "Acl") => BucketAcl.OfBucket(call, instance),
        (_, "Acl") => [BucketAcl.OfOwnResource(call)],
        (Bucket, "Lifecycle" or "LifecycleConfiguration") => [BucketLifecycle.OfBucket(call)],
        (_, "Notification" or "NotificationConfiguration") => BucketNotifications.Effects(call),
        (_, "Policy") => [Policy(call)],
        _ => null,
    };

    // What these read.
    private static IEnumerable<(string Path, string Attribute)>? SpecialReads(string type, string setting) => (type, setting) switch
    {
        (_, "Versioning") => BucketVersioning.Members,
        (_, "Encryption") => BucketEncryption.Members,
        (_, "Acl") => BucketAcl.Members,
        (Bucket, "Lifecycle" or "LifecycleConfiguration") => BucketLifecycle.Members,
        (_, "Notification" or "NotificationConfiguration") => BucketNotifications.Members,
        (_, "Policy") => [("bucketPolicy", "policy")],
        _ => null,
    };

    // What the call does not name is gone: the request is the whole setting.
    private static List<AttributeEffect> Whole(EventRow row, BucketCall call, ResourceInstance instance)
    {
        var sent = Translation.Effects(row, call.Situation, instance, new HashSet<string>());
        var named = sent.Select(e => AttributeEffect.Replace(e.Attribute, e.Apply(Value.Null))).ToList();
        if (!call.HasBody && sent.Count == 0)
        {
            return [.. Roots(row).Select(AttributeEffect.Unknown)];
        }

        var gone = Roots(row).Where(a => named.All(n => n.Attribute != a) && !Meaning.IsEmpty(instance.Attributes[a])).Where(a => IsSetting(row, a));
        return [.. named, .. gone.Select(a => AttributeEffect.Replace(a, row.Type!.Attribute(a)?.Kind == AttributeKind.Bool ? Value.False : Value.Null))];
    }

    // What is in no document is a header of the call, and says nothing where it is absent.
    private static IEnumerable<string> Roots(EventRow row) =>
        row.Pairs.Where(p => !p.IsWeak && p.Path.Contains('.', StringComparison.Ordinal)).Select(p => AttributePath.Root(p.Attributes[0])).Distinct().Where(a => a is not ("expected_bucket_owner" or "mfa" or "token" or "bucket"));

    private static bool IsSetting(EventRow row, string attribute) => row.Type!.Attribute(attribute) is { IsComputedOnly: false };

    private static AttributeEffect Policy(BucketCall call)
    {
        // S3 on Outposts has no name of its own for it.
        var request = call.Situation.Request;
        var policy = request["bucketPolicy"] is { IsNull: false } recorded ? recorded : Value.Of(call.Situation.Text("policy") ?? "");
        return Meaning.IsEmpty(policy) ? AttributeEffect.Unknown("policy") : AttributeEffect.Replace("policy", policy);
    }

    private static AttributeEffect Deleted(string block) =>
        block == "server_side_encryption_configuration" ? BucketEncryption.ByDefault : AttributeEffect.Replace(block, Value.Null);

    private static string? Setting(string operation)
    {
        foreach (var verb in (ReadOnlySpan<string>)["Put", "Delete"])
        {
            if (operation.StartsWith(verb, StringComparison.Ordinal))
            {
                var setting = operation[verb.Length..];
                return setting.StartsWith("Bucket", StringComparison.Ordinal) ? setting["Bucket".Length..] : setting;
            }
        }

        return null;
    }
}
