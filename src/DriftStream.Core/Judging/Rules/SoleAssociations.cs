using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Associations of which a thing has only one: making another moves the one that a state holds.</summary>
internal static class SoleAssociations
{
    private static readonly Association[] Known =
    [
        new("wafv2", "AssociateWebACL", "aws_wafv2_web_acl_association", "resource_arn", "resourceArn", "web_acl_arn", "webACLArn"),
        new("waf-regional", "AssociateWebACL", "aws_wafregional_web_acl_association", "resource_arn", "resourceArn", "web_acl_id", "webACLId"),
        new("ec2", "AssociateDhcpOptions", "aws_vpc_dhcp_options_association", "vpc_id", "vpcId", "dhcp_options_id", "dhcpOptionsId"),
        new("ec2", "AssociateAddress", "aws_eip_association", "allocation_id", "allocationId", "instance_id", "instanceId"),
        new("ec2", "ReplaceNetworkAclAssociation", "aws_network_acl_association", "id", "associationId", "network_acl_id", "networkAclId"),
        new("ec2", "AssociateRouteTable", "aws_route_table_association", "subnet_id", "subnetId", "route_table_id", "routeTableId"),
        new("ec2", "AssociateRouteTable", "aws_route_table_association", "gateway_id", "gatewayId", "route_table_id", "routeTableId"),
        new("ec2", "ReplaceRouteTableAssociation", "aws_main_route_table_association", "id", "associationId", "route_table_id", "routeTableId"),
    ];

    private static readonly Association[] Replaceable =
    [
        .. Known.Where(k => k.Operation.StartsWith("Replace", StringComparison.Ordinal)),
        new("ec2", "ReplaceRouteTableAssociation", "aws_route_table_association", "id", "associationId", "route_table_id", "routeTableId"),
    ];

    private static readonly HashSet<string> Operations = [.. Known.Concat(Replaceable).Select(k => k.Operation)];

    /// <summary>Whether it may know a call of this name.</summary>
    public static bool Covers(string operation) => Operations.Contains(operation);

    /// <summary>What the call does; null where it is another call, or where no state holds the association.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!Covers(situation.Change.Operation))
        {
            return null;
        }

        List<Target> moved = [.. Known
            .Where(k => k.Operation == situation.Change.Operation && situation.Change.Source.StartsWith(k.Service + ".", StringComparison.Ordinal))
            .SelectMany(k => Held(situation, k).Select(i => new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [AttributeEffect.Replace(k.With, Value.Of(situation.Text(k.WithParameter) ?? ""))] }))];
        return moved.Count > 0 ? moved : Returned(situation) is { Count: 1 } back ? back : Whole(situation) is { Count: > 0 } owners ? owners : null;
    }

    // No state holds the association: then it is a setting of what has it.
    private static List<Target> Whole(Situation situation) => situation.Change switch
    {
        { Source: "ec2.amazonaws.com", Operation: "ReplaceNetworkAclAssociation" } => Subnets(situation),
        { Source: "ec2.amazonaws.com", Operation: "AssociateDhcpOptions" } => Vpcs(situation),
        _ => [],
    };

    private static List<Target> Vpcs(Situation situation) =>
    [
        .. from type in (IEnumerable<string>)["aws_vpc", "aws_default_vpc"]
           from vpc in situation.Matcher.Named(type, "id", situation.Text("vpcId") ?? "", situation.Change)
           select new Target { Kind = TargetKind.Change, Instance = vpc, Effects = [AttributeEffect.Replace("dhcp_options_id", Value.Of(situation.Text("dhcpOptionsId") ?? ""))] },
    ];

    // Which subnet it was that the ACL has now, only AWS knows.
    private static List<Target> Subnets(Situation situation) =>
    [
        .. from type in (IEnumerable<string>)["aws_network_acl", "aws_default_network_acl"]
           from acl in situation.Matcher.Named(type, "id", situation.Text("networkAclId") ?? "", situation.Change)
           select new Target { Kind = TargetKind.Change, Instance = acl, Effects = [AttributeEffect.Unknown("subnet_ids")] },
    ];

    // Each replacement gives the association a new id, which no state knows: the one that was moved away comes back.
    private static List<Target> Returned(Situation situation) =>
    [
        .. from association in Replaceable
           where association.Operation == situation.Change.Operation && situation.Change.Source == "ec2.amazonaws.com"
           from instance in situation.States.OfType(association.Type)
           let to = situation.Text(association.WithParameter)
           where to is not null && instance.Attributes[association.With].Text == to && situation.OpenAt(instance).Any(d => d.Path == association.With) && situation.Matcher.IsInPlace(instance, situation.Change)
           select new Target { Kind = TargetKind.Change, Instance = instance, Effects = [AttributeEffect.Replace(association.With, Value.Of(to))] },
    ];

    private static IEnumerable<ResourceInstance> Held(Situation situation, Association association) => situation.Text(association.OfParameter) is { } of
        ? situation.States.OfType(association.Type).Where(i => Identifiers.Same(i.Attributes[association.Of].Text, of) && situation.Matcher.IsInPlace(i, situation.Change))
        : [];

    /// <summary>A kind of association.</summary>
    /// <param name="Service">The event source without its domain.</param>
    /// <param name="Operation">The call that makes it.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Of">The attribute of what has only one.</param>
    /// <param name="OfParameter">The parameter that names it.</param>
    /// <param name="With">The attribute of what it is associated with.</param>
    /// <param name="WithParameter">The parameter that names that.</param>
    private sealed record Association(string Service, string Operation, string Type, string Of, string OfParameter, string With, string WithParameter);
}
