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
    // In this order; the first that knows the call speaks.
    private static readonly (Func<Situation, IReadOnlyList<Target>?> Targets, Func<Situation, IEnumerable<LeafUse>?> Reads)[] SpecialRules =
    [
        (SecurityGroupRules.Targets, SecurityGroupRules.Reads),
        (Routes.Targets, Routes.Reads),
        (NetworkAclEntries.Targets, NetworkAclEntries.Reads),
        (GatewayAttachments.Targets, GatewayAttachments.Reads),
        (SharedImages.Targets, SharedImages.Reads),
        (SharedDocuments.Targets, SharedDocuments.Reads),
        (Switches.Targets, Switches.Reads),
        (InstanceAttributes.Targets, InstanceAttributes.Reads),
        (InstanceStates.Targets, InstanceStates.Reads),
        (InstanceProfiles.Targets, InstanceProfiles.Reads),
        (VpnTunnels.Targets, VpnTunnels.Reads),
        (InstanceParts.Targets, AsTheGeneralRule),
        (SoleAssociations.Targets, AsTheGeneralRule),
        (ChosenStates.Targets, AsTheGeneralRule),
        (ListedMembers.Targets, ListedMembers.Reads),
        (ParameterResets.Targets, ParameterResets.Reads),
        (EventTargets.Targets, EventTargets.Reads),
        (RegisteredTargets.Targets, RegisteredTargets.Reads),
        (RegisteredInstances.Targets, RegisteredInstances.Reads),
        (AutoScalingTags.Targets, AutoScalingTags.Reads),
        (ScalingSwitches.Targets, AsTheGeneralRule),
        (ScalingNotifications.Targets, ScalingNotifications.Reads),
        (PrefixLists.Targets, PrefixLists.Reads),
        (PatchOperations.Targets, PatchOperations.Reads),
        (IamPolicies.Targets, IamPolicies.Reads),
        (GroupMembers.Targets, GroupMembers.Reads),
        (BucketSettings.Targets, BucketSettings.Reads),
        (LoadBalancerAttributes.Targets, LoadBalancerAttributes.Reads),
        (Listeners.Targets, Listeners.Reads),
        (DnsRecords.Targets, DnsRecords.Reads),
        (TaskDefinitions.Targets, AsTheGeneralRule),
        (FunctionVersions.Targets, FunctionVersions.Reads),
        (Restorations.Targets, Restorations.Reads),
        (SecretUpdates.Targets, SecretUpdates.Reads),
        (LayerPermissions.Targets, LayerPermissions.Reads),
        (LeftOrganizations.Targets, AsTheGeneralRule),
        (WebAclRules.Targets, WebAclRules.Reads),
        (ClassicUpdates.Targets, ClassicUpdates.Reads),
        (Tags.Targets, Tags.Reads),
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
        foreach (var rule in SpecialRules)
        {
            if (rule.Targets(situation) is { } targets)
            {
                return targets.Count > 0 ? targets : AnyCall.Related(situation);
            }
        }

        return AnyCall.Targets(situation);
    }
}
