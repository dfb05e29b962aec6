using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>PutBucketAcl: a canned ACL as header, or grants as body. States hold the grants beside the canned word.</summary>
internal static class BucketAcl
{
    private const string Policy = "access_control_policy";
    private const string Grant = "AccessControlPolicy.AccessControlList.Grant.";

    public static readonly (string Path, string Attribute)[] Members =
    [
        ("ACL", "acl"), (Grant + "Permission", "grant.permissions"), (Grant + "Grantee.ID", "grant.id"), (Grant + "Grantee.URI", "grant.uri"), (Grant + "Grantee.EmailAddress", "grant.id"),
    ];

    public static IReadOnlyList<AttributeEffect> OfBucket(BucketCall call, ResourceInstance bucket)
    {
        if (call.One("ACL") is not { } canned)
        {
            var grants = Grants(call).ToList();
            return [grants.Count == 0 ? AttributeEffect.Unknown("grant") : AttributeEffect.Replace("grant", Value.ListOf(ByGrantee(grants)))];
        }

        // Nobody set an ACL: private is what the bucket has then, with no grants but the owner's.
        return canned == "private" && bucket.Attributes["acl"].IsNull
            ? [AttributeEffect.Replace("acl", Value.Null), AttributeEffect.Remove("grant", g => g["uri"].Text.Length > 0)]
            : [AttributeEffect.Replace("acl", Value.Of(canned))];
    }

    public static AttributeEffect OfOwnResource(BucketCall call)
    {
        if (call.One("ACL") is { } canned)
        {
            return AttributeEffect.Replace("acl", Value.Of(canned));
        }

        var grants = Grants(call).ToList();
        return grants.Count == 0
            ? AttributeEffect.Unknown(Policy)
            : new(Policy, before => Value.ListOf(before.Items.FirstOrDefault(Value.EmptyMap).With("grant", Value.ListOf(grants.Select(Single))))) { DecidesAll = true };
    }

    private static IEnumerable<Value> Grants(BucketCall call) => call.Each("AccessControlPolicy.AccessControlList.Grant");

    private static IEnumerable<Value> ByGrantee(IEnumerable<Value> grants) =>
        grants.GroupBy(g => (Id: g["Grantee"]["ID"].Text, Uri: g["Grantee"]["URI"].Text)).Select(g => Value.MapOf(
            ("id", Value.Of(g.Key.Id)),
            ("permissions", Value.ListOf(g.Select(p => Value.Of(p["Permission"].Text)))),
            ("type", Value.Of(TypeOf(g.First()["Grantee"]))),
            ("uri", Value.Of(g.Key.Uri))));

    // Display names are gone from S3's answers since 2025, so nobody can compare them.
    private static Value Single(Value grant)
    {
        string id = grant["Grantee"]["ID"].Text, uri = grant["Grantee"]["URI"].Text;
        var grantee = Value.MapOf(
            ("display_name", Value.Of("")),
            ("email_address", Value.Of(grant["Grantee"]["EmailAddress"].Text)),
            ("id", Value.Of(id)),
            ("type", Value.Of(TypeOf(grant["Grantee"]))),
            ("uri", Value.Of(uri)));
        return Value.MapOf(("grantee", Value.ListOf(grantee)), ("permission", Value.Of(grant["Permission"].Text)));
    }

    private static string TypeOf(Value grantee) => grantee["URI"].Text.Length > 0 ? "Group"
        : grantee["EmailAddress"].Text.Length > 0 ? "AmazonCustomerByEmail"
        : "CanonicalUser";
}
