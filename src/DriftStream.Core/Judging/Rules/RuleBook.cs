using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules.Buckets;
using DriftStream.Core.Judging.Rules.SecurityGroups;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The rules for calls that the catalogue alone cannot judge, and the general rule for all others.</summary>
internal static class RuleBook
{
    // In this order; the first that knows the call speaks.
    private static readonly Func<Situation, IReadOnlyList<Target>?>[] SpecialRules =
    [
        SecurityGroupRules.Targets,
        Routes.Targets,
        NetworkAclEntries.Targets,
        GatewayAttachments.Targets,
        SharedImages.Targets,
        Switches.Targets,
        InstanceAttributes.Targets,
        InstanceStates.Targets,
        EventTargets.Targets,
        RegisteredTargets.Targets,
        RegisteredInstances.Targets,
        AutoScalingTags.Targets,
        PatchOperations.Targets,
        IamPolicies.Targets,
        GroupMembers.Targets,
        BucketSettings.Targets,
        LoadBalancerAttributes.Targets,
        DnsRecords.Targets,
        Restorations.Targets,
        Tags.Targets,
    ];

    /// <summary>What the event does to what it names.</summary>
    public static IReadOnlyList<Target> Targets(Situation situation)
    {
        foreach (var rule in SpecialRules)
        {
            if (rule(situation) is { } targets)
            {
                return targets;
            }
        }

        return AnyCall.Targets(situation);
    }
}
