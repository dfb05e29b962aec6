using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules.Balancers;
using DriftStream.Core.Judging.Rules.Buckets;
using DriftStream.Core.Judging.Rules.Gateways;
using DriftStream.Core.Judging.Rules.SecurityGroups;
using DriftStream.Core.Judging.Rules.Waf;
using DriftStream.Core.Judging.Understanding;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The rules for calls that the catalogue alone cannot judge, and the general rule for all others.</summary>
internal static class RuleBook
{
    private const string AnyService = "";

    // In this order; the first that knows the call speaks. The service is that of all calls which a rule may know.
    private static readonly SpecialRule[] SpecialRules =
    [
        new(AnyService, SecurityGroupRules.Targets, SecurityGroupRules.Reads) { MayKnow = (_, operation, _) => SecurityGroupRules.Covers(operation) },
        new("ec2", Routes.Targets, Routes.Reads),
        new("ec2", NetworkAclEntries.Targets, NetworkAclEntries.Reads),
        new("ec2", GatewayAttachments.Targets, GatewayAttachments.Reads),
        new("ec2", SharedImages.Targets, SharedImages.Reads),
        new("ssm", SharedDocuments.Targets, SharedDocuments.Reads),
        new(AnyService, Switches.Targets, Switches.Reads) { MayKnow = (source, operation, _) => Switches.Covers(source, operation) },
        new("ec2", InstanceAttributes.Targets, InstanceAttributes.Reads),
        new("ec2", InstanceStates.Targets, InstanceStates.Reads),
        new("ec2", InstanceProfiles.Targets, InstanceProfiles.Reads),
        new("ec2", VpnTunnels.Targets, VpnTunnels.Reads),
        new("ec2", InstanceParts.Targets, AsTheGeneralRule),
        new(AnyService, SoleAssociations.Targets, AsTheGeneralRule) { MayKnow = (_, operation, _) => SoleAssociations.Covers(operation) },
        new(AnyService, ChosenStates.Targets, AsTheGeneralRule) { MayKnow = (source, operation, _) => ChosenStates.Covers(source, operation) },
        new(AnyService, ListedMembers.Targets, ListedMembers.Reads) { MayKnow = (_, operation, _) => ListedMembers.Covers(operation) },
        new(AnyService, ParameterResets.Targets, ParameterResets.Reads) { MayKnow = (_, operation, _) => ParameterResets.Covers(operation) },
        new("events", EventTargets.Targets, EventTargets.Reads),
        new("elasticloadbalancing", RegisteredTargets.Targets, RegisteredTargets.Reads),
        new("elasticloadbalancing", RegisteredInstances.Targets, RegisteredInstances.Reads),
        new("autoscaling", AutoScalingTags.Targets, AutoScalingTags.Reads),
        new("autoscaling", ScalingSwitches.Targets, AsTheGeneralRule),
        new("autoscaling", ScalingNotifications.Targets, ScalingNotifications.Reads),
        new("ec2", PrefixLists.Targets, PrefixLists.Reads),
        new("apigateway", PatchOperations.Targets, PatchOperations.Reads),
        new("iam", IamPolicies.Targets, IamPolicies.Reads),
        new("iam", GroupMembers.Targets, GroupMembers.Reads),
        new("s3", BucketSettings.Targets, BucketSettings.Reads),
        new("elasticloadbalancing", LoadBalancerAttributes.Targets, LoadBalancerAttributes.Reads),
        new("elasticloadbalancing", Listeners.Targets, Listeners.Reads),
        new("route53", DnsRecords.Targets, DnsRecords.Reads),
        new("ecs", TaskDefinitions.Targets, AsTheGeneralRule),
        new("lambda", FunctionVersions.Targets, FunctionVersions.Reads),
        new(AnyService, Restorations.Targets, Restorations.Reads) { MayKnow = (source, _, _) => source is "kms.amazonaws.com" or "secretsmanager.amazonaws.com" },
        new("secretsmanager", SecretUpdates.Targets, SecretUpdates.Reads),
        new("lambda", LayerPermissions.Targets, LayerPermissions.Reads),
        new("organizations", LeftOrganizations.Targets, AsTheGeneralRule),
        new("wafv2", WebAclRules.Targets, WebAclRules.Reads),
        new(AnyService, ClassicUpdates.Targets, ClassicUpdates.Reads) { MayKnow = (source, _, _) => source is "waf.amazonaws.com" or "waf-regional.amazonaws.com" },
        new(AnyService, Tags.Targets, Tags.Reads) { MayKnow = (_, _, rows) => rows.Any(r => r.Effect == RowEffect.Tag) },
    ];

    // They look at the parameters that the general rule reads, and know better what these mean.
    private static IEnumerable<LeafUse>? AsTheGeneralRule(Situation situation) => null;

    /// <summary>What is read of the request to know that.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation)
    {
        foreach (var rule in SpecialRules)
        {
            if (rule.Reads(situation) is { } uses)
            {
                return uses;
            }
        }

        return AnyCall.Reads(situation);
    }

    /// <summary>What the event does to what it names.</summary>
    public static IReadOnlyList<Target> Targets(Situation situation)
    {
        foreach (var rule in situation.Call.Rules)
        {
            if (rule.Targets(situation) is { } targets)
            {
                return targets.Count > 0 ? targets : AnyCall.Related(situation);
            }
        }

        return AnyCall.Targets(situation);
    }

    /// <summary>The rules that may know a call.</summary>
    public static SpecialRule[] Of(string source, string operation, IReadOnlyList<EventRow> rows) =>
        Array.FindAll(SpecialRules, rule => (rule.Service == AnyService || source == rule.Service + ".amazonaws.com") && rule.MayKnow(source, operation, rows));
}
