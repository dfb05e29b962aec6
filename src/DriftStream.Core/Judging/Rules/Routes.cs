using DriftStream.Core.Comparing;
using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Routes: an aws_route by table and destination, or a block of the table.</summary>
internal static class Routes
{
    private static readonly (string Parameter, string Route, string Block)[] Destinations =
    [
        ("destinationCidrBlock", "destination_cidr_block", "cidr_block"),
        ("destinationIpv6CidrBlock", "destination_ipv6_cidr_block", "ipv6_cidr_block"),
        ("destinationPrefixListId", "destination_prefix_list_id", "destination_prefix_list_id"),
    ];

    private static readonly (string Parameter, string Attribute)[] Ways =
    [
        ("carrierGatewayId", "carrier_gateway_id"), ("coreNetworkArn", "core_network_arn"), ("egressOnlyInternetGatewayId", "egress_only_gateway_id"),
        ("gatewayId", "gateway_id"), ("localGatewayId", "local_gateway_id"), ("natGatewayId", "nat_gateway_id"), ("networkInterfaceId", "network_interface_id"),
        ("transitGatewayId", "transit_gateway_id"), ("vpcEndpointId", "vpc_endpoint_id"), ("vpcPeeringConnectionId", "vpc_peering_connection_id"),
    ];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, "aws_route", Destinations.Select(d => (d.Parameter, d.Route)).Append(("routeTableId", "route_table_id"))),
            .. Reading.Values(situation, "aws_route", Ways),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("routeTableId") is not { } table || Destination(situation) is not { } destination)
        {
            return null;
        }

        var deletes = situation.Change.Operation == "DeleteRoute";
        var ofTable = situation.States.OfType("aws_route").Where(i => i.Attributes["route_table_id"].Text == table && situation.Matcher.IsInPlace(i, situation.Change)).ToList();
        var held = ofTable.Where(i => Cidrs.Canonical(i.Attributes[destination.Route].Text) == destination.Value).ToList();
        if (held.Count > 0)
        {
            return [.. held.Select(i => deletes ? new Target { Kind = TargetKind.Delete, Instance = i } : new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [.. Ways.Select(w => AttributeEffect.Replace(w.Attribute, situation.Text(w.Parameter) is { } way ? Value.Of(way) : Value.Null))] })];
        }

        var block = Block(situation, destination);
        var effect = new AttributeEffect("route", before => Value.ListOf([.. before.Items.Where(r => Cidrs.Canonical(r[destination.Block].Text) != destination.Value), .. deletes ? Array.Empty<Value>() : [block]]));
        var child = Value.MapOf(("route_table_id", Value.Of(table)), (destination.Route, Value.Of(destination.Value)));
        var tables = ((IEnumerable<string>)["aws_route_table", "aws_default_route_table"]).SelectMany(t => situation.Matcher.Named(t, "id", table, situation.Change)).ToList();
        if (tables.Count == 0)
        {
            return situation.Change.Operation == "CreateRoute" ? [new Target { Kind = TargetKind.Create, Type = "aws_route", Id = $"{table}_{destination.Value}", Child = child }] : [];
        }

        return deletes
            ? [.. tables.Select(t => Ownership.Removed(situation, t, "route", ofTable.Count > 0, effect, "aws_route", child))]
            : [.. tables.Select(t => Ownership.Added(t, "route", ofTable.Count > 0, effect, "aws_route", child))];
    }

    private static bool IsKnown(Situation situation) =>
        situation.Change is { Source: "ec2.amazonaws.com", Operation: "CreateRoute" or "ReplaceRoute" or "DeleteRoute" };

    private static (string Route, string Block, string Value)? Destination(Situation situation)
    {
        foreach (var (parameter, route, block) in Destinations)
        {
            if (situation.Text(parameter) is { } value)
            {
                return (route, block, Cidrs.Canonical(value));
            }
        }

        return null;
    }

    private static Value Block(Situation situation, (string Route, string Block, string Value) destination) => Value.MapOf(
        Ways.Select(w => KeyValuePair.Create(w.Attribute, Way(situation, w.Parameter)))
            .Concat(Destinations.Select(d => KeyValuePair.Create(d.Block, Value.Of(d.Block == destination.Block ? destination.Value : ""))))
            .OrderBy(m => m.Key, StringComparer.Ordinal));

    private static Value Way(Situation situation, string parameter) => Value.Of(situation.Text(parameter) ?? "");
}
