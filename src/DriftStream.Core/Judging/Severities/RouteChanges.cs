using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Changes of where a network's traffic can go.</summary>
internal static class RouteChanges
{
    private static readonly string[] Joints =
    [
        "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_transit_gateway_vpc_attachment_accepter",
        "aws_ec2_transit_gateway_peering_attachment", "aws_ec2_transit_gateway_peering_attachment_accepter", "aws_ec2_transit_gateway_connect", "aws_vpn_connection",
        "aws_vpn_gateway_attachment", "aws_internet_gateway_attachment", "aws_dx_gateway_association", "aws_networkmanager_vpc_attachment", "aws_ec2_client_vpn_network_association",
    ];

    /// <summary>The effects of one change.</summary>
    public static IEnumerable<SeenEffect> Of(ChangeFacts facts) =>
        facts.IsChild ? OfThing(facts.Root, facts.After)
        : (facts.Root == "route" && LeadsOut(facts.After)) || (facts.Leaf == "gateway_id" && IsInternetGateway(facts.After)) ? [facts.Seen(SeverityEffects.RouteToInternet)]
        : [];

    /// <summary>The effects of something of a type being there that was not there before.</summary>
    public static IEnumerable<SeenEffect> OfThing(string type, Value thing) =>
        type == "aws_route" && LeadsOut(thing) ? [new(SeverityEffects.RouteToInternet, type)]
        : Joints.Contains(type) ? [new(SeverityEffects.NetworksJoined, type)]
        : [];

    private static bool LeadsOut(Value route) => IsInternetGateway(route["gateway_id"]);

    private static bool IsInternetGateway(Value gateway) => gateway.Text.StartsWith("igw-", StringComparison.Ordinal);
}
