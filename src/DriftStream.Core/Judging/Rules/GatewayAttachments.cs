using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Gateways and the VPC they hang on: an attachment of its own, or the gateway's <c>vpc_id</c>.</summary>
internal static class GatewayAttachments
{
    private const string Attaches = "Attach";
    private const string Detaches = "Detach";

    private static readonly Dictionary<string, (string Member, string Type, string Attachment, string Attribute)> Gateways = new()
    {
        ["InternetGateway"] = ("internetGatewayId", "aws_internet_gateway", "aws_internet_gateway_attachment", "internet_gateway_id"),
        ["VpnGateway"] = ("vpnGatewayId", "aws_vpn_gateway", "aws_vpn_gateway_attachment", "vpn_gateway_id"),
    };

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => GatewayOf(situation) is { } gateway
        ?
        [
            .. Reading.Identifying(situation, gateway.Type, (gateway.Member, "id")),
            .. Reading.Values(situation, gateway.Type, ("vpcId", "vpc_id")),
            .. AnyCall.Reads(situation),
        ]
        : null;

    /// <summary>What the call does; null where it is another call, or where an attachment of its own is held.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (GatewayOf(situation) is not { } gateway || situation.Text(gateway.Member) is not { } id || situation.Text("vpcId") is not { } vpc
            || situation.Matcher.Named(gateway.Attachment, gateway.Attribute, id, situation.Change).Any())
        {
            return null;
        }

        var held = situation.Matcher.Named(gateway.Type, "id", id, situation.Change).ToList();
        var effect = situation.Change.Operation.StartsWith(Attaches, StringComparison.Ordinal)
            ? AttributeEffect.Replace("vpc_id", Values.Value.Of(vpc))
            : AttributeEffect.Replace("vpc_id", Values.Value.Null);
        return held.Count > 0 ? [.. held.Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [effect] })] : null;
    }

    private static (string Member, string Type, string Attachment, string Attribute)? GatewayOf(Situation situation)
    {
        var operation = situation.Change.Operation;
        return situation.Change.Source == "ec2.amazonaws.com"
            && (operation.StartsWith(Attaches, StringComparison.Ordinal) || operation.StartsWith(Detaches, StringComparison.Ordinal))
            && Gateways.TryGetValue(operation[Attaches.Length..], out var gateway) ? gateway : null;
    }
}
