using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>PutBucketVersioning: words in the call and in the own resource, switches in the bucket.</summary>
internal static class BucketVersioning
{
    private const string Enabled = "Enabled";

    public static readonly (string Path, string Attribute)[] Members =
        [("VersioningConfiguration.Status", "versioning.enabled"), ("VersioningConfiguration.MfaDelete", "versioning.mfa_delete")];

    public static AttributeEffect OfBucket(BucketCall call) => Status(call) is { } status
        ? AttributeEffect.Replace("versioning", Value.ListOf(Value.MapOf(("enabled", Value.Of(status == Enabled)), ("mfa_delete", Value.Of(MfaDelete(call) == Enabled)))))
        : AttributeEffect.Unknown("versioning");

    // No word and "Disabled" are the same for MFA delete.
    public static AttributeEffect OfOwnResource(BucketCall call, ResourceInstance instance)
    {
        const string Attribute = "versioning_configuration";
        var held = instance.Attributes[Attribute].Items.Select(i => i["mfa_delete"]).FirstOrDefault(Value.Null);
        var off = held.Text == Enabled ? Value.Of("Disabled") : held;
        return Status(call) is { } status
            ? AttributeEffect.Replace(Attribute, Value.ListOf(Value.MapOf(("mfa_delete", MfaDelete(call) == Enabled ? Value.Of(Enabled) : off), ("status", Value.Of(status)))))
            : AttributeEffect.Unknown(Attribute);
    }

    private static string? Status(BucketCall call) => call.One("VersioningConfiguration.Status");

    private static string? MfaDelete(BucketCall call) => call.One("VersioningConfiguration.MfaDelete");
}
