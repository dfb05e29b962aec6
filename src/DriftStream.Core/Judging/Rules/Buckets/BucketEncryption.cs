using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>PutBucketEncryption and its opposite.</summary>
internal static class BucketEncryption
{
    private const string Block = "server_side_encryption_configuration";
    private const string Rules = "ServerSideEncryptionConfiguration.Rules.";
    private const string Default = Rules + "ApplyServerSideEncryptionByDefault.";

    public static readonly (string Path, string Attribute)[] Members =
    [
        (Default + "SSEAlgorithm", Block + ".rule.apply_server_side_encryption_by_default.sse_algorithm"),
        (Default + "KMSMasterKeyID", Block + ".rule.apply_server_side_encryption_by_default.kms_master_key_id"),
        (Rules + "BucketKeyEnabled", Block + ".rule.bucket_key_enabled"),
        (Rules + "BlockedEncryptionTypes.EncryptionType", Block + ".rule.blocked_encryption_types"),
    ];

    /// <summary>Since January 2023 a bucket without a setting of its own is encrypted with AES256.</summary>
    public static AttributeEffect ByDefault => InBlock(Rule("AES256", "", bucketKey: false));

    public static AttributeEffect OfBucket(BucketCall call, ResourceInstance bucket) =>
        Sent(call, bucket.Attributes[Block].Items.FirstOrDefault(Value.Null)["rule"]) is { } rule ? InBlock(rule) : AttributeEffect.Unknown(Block);

    public static AttributeEffect OfOwnResource(BucketCall call, ResourceInstance instance) =>
        Sent(call, instance.Attributes["rule"]) is { } rule ? AttributeEffect.Replace("rule", Value.ListOf(rule)) : AttributeEffect.Unknown("rule");

    private static AttributeEffect InBlock(Value rule)
    {
        var block = Value.ListOf(Value.MapOf(("rule", Value.ListOf(rule))));
        var effect = AttributeEffect.Replace(Block, block);
        return rule.Equals(Rule("AES256", "", bucketKey: false)) ? effect with { View = state => state.Items.Count == 0 ? block : state } : effect;
    }

    private static Value? Sent(BucketCall call, Value held)
    {
        if (call.One(Default + "SSEAlgorithm") is not { } algorithm)
        {
            return null;
        }

        var rule = Rule(algorithm, call.One(Default + "KMSMasterKeyID") ?? "", call.One(Rules + "BucketKeyEnabled") == "true");
        var blocked = call.One(Rules + "BlockedEncryptionTypes.EncryptionType") is { } type
            ? Value.ListOf(Value.Of(type))
            : held.Items.FirstOrDefault(Value.Null)["blocked_encryption_types"];
        return blocked.IsNull ? rule : rule.With("blocked_encryption_types", blocked);
    }

    private static Value Rule(string algorithm, string key, bool bucketKey) => Value.MapOf(
        ("apply_server_side_encryption_by_default", Value.ListOf(Value.MapOf(("kms_master_key_id", Value.Of(key)), ("sse_algorithm", Value.Of(algorithm))))),
        ("bucket_key_enabled", Value.Of(bucketKey)));
}
