using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using static DriftStream.Core.Tests.OpenData.EssentialMembers;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>What calls say besides the member under trial, because AWS would not take them without it, and what the state then holds.</summary>
internal static class CallEssentials
{
    // Members that are lists although the attribute does not show it.
    private static readonly HashSet<string> Lists =
    [
        "IpPermissions", "groups", "IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs", "SecurityGroupRules", "Changes", "Targets", "Rules",
        "InstanceCreditSpecifications", "FilterRules", "Tag", "GlobalSecondaryIndexUpdates", "AddMemoryStrategies", "ModifyMemoryStrategies", "DeleteMemoryStrategies",
    ];

    private static readonly Dictionary<string, Action<SyntheticCall, string>> Known = new()
    {
        ["AuthorizeSecurityGroupEgress"] = Permission,
        ["AuthorizeSecurityGroupIngress"] = Permission,
        ["RevokeSecurityGroupEgress"] = Permission,
        ["RevokeSecurityGroupIngress"] = Permission,
        ["UpdateSecurityGroupRuleDescriptionsEgress"] = Permission,
        ["UpdateSecurityGroupRuleDescriptionsIngress"] = Permission,
        ["ModifySecurityGroupRules"] = Rule,
        ["AttachGroupPolicy"] = (call, _) => AnyPolicy(call),
        ["AttachRolePolicy"] = (call, _) => AnyPolicy(call),
        ["AttachUserPolicy"] = (call, _) => AnyPolicy(call),
        ["DetachGroupPolicy"] = (call, _) => AnyPolicy(call),
        ["DetachRolePolicy"] = (call, _) => AnyPolicy(call),
        ["DetachUserPolicy"] = (call, _) => AnyPolicy(call),
        ["PutGroupPolicy"] = (call, _) => Inline(call, "group"),
        ["PutRolePolicy"] = (call, _) => Inline(call, "role"),
        ["PutUserPolicy"] = (call, _) => Inline(call, "user"),
        ["DeleteGroupPolicy"] = (call, _) => Inline(call, "group"),
        ["DeleteRolePolicy"] = (call, _) => Inline(call, "role"),
        ["DeleteUserPolicy"] = (call, _) => Inline(call, "user"),
        ["DeregisterTargets"] = (call, _) => Both(call, "Targets.Id", "target_id", "i-0b7e51c94d2f6a830", 0),
        ["DeleteTags"] = (call, _) => GroupTag(call),
        ["CreateOrUpdateTags"] = (call, _) => GroupTag(call),
        ["CreateNetworkAclEntry"] = (call, _) => Entry(call),
        ["ReplaceNetworkAclEntry"] = (call, _) => Entry(call),
        ["CreateRoute"] = Route,
        ["ReplaceRoute"] = Route,
        ["PutBucketAcl"] = Grant,
        ["PutBucketEncryption"] = Encryption,
        ["PutBucketNotification"] = Filter,
        ["PutBucketNotificationConfiguration"] = Filter,
        ["ChangeResourceRecordSets"] = (call, _) => RecordSet(call),
        ["RegisterTargets"] = (call, _) => Both(call, "Targets.Id", "target_id", "i-0b7e51c94d2f6a830", 0),
        ["PutTargets"] = (call, _) => Target(call),
        ["RegisterInstancesWithLoadBalancer"] = (call, _) => Behind(call),
        ["DeregisterInstancesFromLoadBalancer"] = (call, _) => Behind(call),
        ["ModifyDocumentPermission"] = (call, _) => Share(call),
        ["CreatePolicyVersion"] = (call, _) => Named(call, "SetAsDefault"),
        ["EnableKeyRotation"] = (call, _) => call.Held.Set("enable_key_rotation", true),
        ["CreateTags"] = (call, _) => Tag(call, "Tags.Key", "Tags.Value"),
        ["TagResource"] = (call, _) => Tag(call, call.Request.Has("tags.value") ? "tags.key" : "Tags.Key", call.Request.Has("tags.value") ? "tags.value" : "Tags.Value"),
        ["UpdateWebACL"] = (call, _) => Element(call, "aws_wafv2_web_acl_rule", "Rules.Name", "name", 0),
        ["ModifyOptionGroup"] = Option,
        ["EnableMetricsCollection"] = AllMetrics,
        ["StartDeliveryStreamEncryption"] = (call, _) => call.Held.Set("server_side_encryption.enabled", true),
        ["UpdateTable"] = Index,
        ["UpdateMemory"] = Strategy,
        ["UpdateFunctionCode"] = Code,
    };

    /// <summary>Which segments of a path are lists that every call of this kind has.</summary>
    public static int[] Elements(SyntheticCall call, string path) => [.. path.Split('.')[..^1].Select(s => Lists.Contains(s) || (s is "Tags" or "tags" && call.Held.Knows("key")) ? 0 : -1)];

    /// <summary>The member as the record has it.</summary>
    public static string Recorded(MemberPair pair) => Recorded(pair.XmlPath ?? pair.Path);

    private static string Recorded(string path) => path
        .Replace("UserIdGroupPairs", "groups", StringComparison.Ordinal)
        .Replace("ipPermissions.", "IpPermissions.", StringComparison.Ordinal)
        .Replace("AccessControlList.", "AccessControlList.Grant.", StringComparison.Ordinal)
        .Replace("Configurations.TopicArn", "Configurations.Topic", StringComparison.Ordinal)
        .Replace("Configurations.QueueArn", "Configurations.Queue", StringComparison.Ordinal)
        .Replace("Filter.Key.", "Filter.S3Key.", StringComparison.Ordinal)
        .Replace("LambdaFunctionConfigurations", "CloudFunctionConfigurations", StringComparison.Ordinal)
        .Replace("Configurations.LambdaFunctionArn", "Configurations.CloudFunction", StringComparison.Ordinal)
        .Replace("MFADelete", "MfaDelete", StringComparison.Ordinal);

    /// <summary>Whether one element says the same as another attribute: forwarding to a single target group.</summary>
    public static bool TakesSeveral(string path) => path.Contains("ForwardConfig.TargetGroups.", StringComparison.Ordinal);

    /// <summary>Whether a call says only one of what it could say: a route has one way.</summary>
    public static bool SaysOne(string operation) => operation is "CreateRoute" or "ReplaceRoute" or "PutBucketAcl";

    /// <summary>Whether AWS takes only one element in the list of such a call.</summary>
    public static bool TakesOne(string operation) => operation is "PutBucketEncryption";

    /// <summary>Completes a call.</summary>
    public static void Complete(SyntheticCall call, string operation, string path)
    {
        if (Known.TryGetValue(operation, out var complete))
        {
            complete(call, path);
        }

        var isOn = Verbs.Switches(operation);
        if (isOn is { } value && call.SwitchedAttribute is { } attribute && call.Held[attribute] is null)
        {
            call.Held.Set(attribute, value);
        }
    }
}
