using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Instances behind classic load balancers: an attachment for each, else the load balancer's own list.</summary>
internal static class RegisteredInstances
{
    private const string Attachment = "aws_elb_attachment";
    private const string Place = "instances";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) =>
        IsKnown(situation) ? Reading.Identifying(situation, Attachment, ("loadBalancerName", "elb"), ("instances.instanceId", "instance")) : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("loadBalancerName") is not { } balancer)
        {
            return null;
        }

        var adds = situation.Change.Operation.StartsWith("Register", StringComparison.Ordinal);
        return [.. RequestMembers.ScalarsIn(situation.Request["instances"]).SelectMany(i => Of(situation, balancer, i, adds))];
    }

    private static bool IsKnown(Situation situation) =>
        situation.Change is { Source: "elasticloadbalancing.amazonaws.com", Operation: "RegisterInstancesWithLoadBalancer" or "DeregisterInstancesFromLoadBalancer" };

    private static IEnumerable<Target> Of(Situation situation, string balancer, string instance, bool adds)
    {
        var separate = situation.Matcher.Named(Attachment, "elb", balancer, situation.Change).ToList();
        List<ResourceInstance> held = [.. separate.Where(a => a.Attributes["instance"].Text == instance)];
        if (held.Count > 0)
        {
            return held.Select(i => new Target { Kind = adds ? TargetKind.Recreate : TargetKind.Delete, Instance = i });
        }

        var child = Value.MapOf(("elb", Value.Of(balancer)), ("instance", Value.Of(instance)));
        var effect = adds ? AttributeEffect.Add(Place, Value.Of(instance)) : AttributeEffect.Remove(Place, e => e.Text == instance);
        var balancers = situation.Matcher.Named("aws_elb", "name", balancer, situation.Change);
        return adds
            ? balancers.Select(b => Ownership.Added(b, Place, separate.Count > 0, effect, Attachment, child))
            : balancers.Select(b => Ownership.Removed(situation, b, Place, separate.Count > 0, effect, Attachment, child));
    }
}
