using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>PutBucketLifecycle on a bucket that keeps its rules itself, in the flat shape of provider 3.</summary>
internal static class BucketLifecycle
{
    private const string Rules = "LifecycleConfiguration.Rule.";

    public static readonly (string Path, string Attribute)[] Members =
    [
        (Rules + "ID", "lifecycle_rule.id"), (Rules + "Status", "lifecycle_rule.enabled"),
        (Rules + "Prefix", "lifecycle_rule.prefix"), (Rules + "Filter.Prefix", "lifecycle_rule.prefix"), (Rules + "Filter.And.Prefix", "lifecycle_rule.prefix"),
        (Rules + "Filter.Tag", "lifecycle_rule.tags"), (Rules + "Filter.And.Tag", "lifecycle_rule.tags"),
        (Rules + "AbortIncompleteMultipartUpload.DaysAfterInitiation", "lifecycle_rule.abort_incomplete_multipart_upload_days"),
        (Rules + "Expiration.Date", "lifecycle_rule.expiration.date"), (Rules + "Expiration.Days", "lifecycle_rule.expiration.days"),
        (Rules + "Expiration.ExpiredObjectDeleteMarker", "lifecycle_rule.expiration.expired_object_delete_marker"),
        (Rules + "NoncurrentVersionExpiration.NoncurrentDays", "lifecycle_rule.noncurrent_version_expiration.days"),
        (Rules + "NoncurrentVersionTransition.NoncurrentDays", "lifecycle_rule.noncurrent_version_transition.days"),
        (Rules + "NoncurrentVersionTransition.StorageClass", "lifecycle_rule.noncurrent_version_transition.storage_class"),
        (Rules + "Transition.Date", "lifecycle_rule.transition.date"), (Rules + "Transition.Days", "lifecycle_rule.transition.days"),
        (Rules + "Transition.StorageClass", "lifecycle_rule.transition.storage_class"),
    ];

    public static AttributeEffect OfBucket(BucketCall call)
    {
        var rules = call.Each("LifecycleConfiguration.Rule").Select(Rule).ToList();
        return rules.Count == 0 ? AttributeEffect.Unknown("lifecycle_rule") : AttributeEffect.Replace("lifecycle_rule", Value.ListOf(rules));
    }

    private static Value Rule(Value rule) => Value.MapOf(
        ("abort_incomplete_multipart_upload_days", First(rule, "AbortIncompleteMultipartUpload.DaysAfterInitiation")),
        ("enabled", Value.Of(rule["Status"].Text == "Enabled")),
        ("expiration", Blocks(rule["Expiration"], ("date", "Date"), ("days", "Days"), ("expired_object_delete_marker", "ExpiredObjectDeleteMarker"))),
        ("id", rule["ID"]),
        ("noncurrent_version_expiration", Blocks(rule["NoncurrentVersionExpiration"], ("days", "NoncurrentDays"))),
        ("noncurrent_version_transition", Blocks(rule["NoncurrentVersionTransition"], ("days", "NoncurrentDays"), ("storage_class", "StorageClass"))),
        ("prefix", First(rule, "Prefix", "Filter.Prefix", "Filter.And.Prefix")),
        ("tags", Coercion.ToMap(First(rule, "Filter.Tag", "Filter.And.Tag"))),
        ("transition", Blocks(rule["Transition"], ("date", "Date"), ("days", "Days"), ("storage_class", "StorageClass"))));

    private static Value Blocks(Value value, params (string Attribute, string Member)[] members) =>
        Value.ListOf(BucketCall.Each(value).Select(e => Value.MapOf(members.Select(m => KeyValuePair.Create(m.Attribute, e[m.Member])))));

    private static Value First(Value rule, params string[] paths) =>
        paths.SelectMany(p => RequestMembers.Find(rule, p)).Select(m => m.Value).FirstOrDefault(v => v.Kind is not ValueKind.Text || v.Text.Length > 0, Value.Null);
}
