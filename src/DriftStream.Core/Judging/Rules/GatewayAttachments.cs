using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Gateways and the VPC they hang on: an attachment of its own, or the gateway's <c>vpc_id</c>.</summary>
internal static class GatewayAttachments
{
    private const int VerbLength = 6;

    private static readonly Dictionary<string, (string Member, string Type, string Attachment, string Attribute)> Gateways = new()
    {
        ["InternetGateway"] = ("internetGatewayId", "aws_internet_gateway", "aws_internet_gateway_attachment", "internet_gateway_id"),
        ["VpnGateway"] = ("vpnGatewayId", "aws_vpn_gateway", "aws_vpn_gateway_attachment", "vpn_gateway_id"),
    };

    /// <summary>What the call does; null where it is another call, or where an attachment of its own is held.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        var operation = situation.Change.Operation;
        var attaches = operation.StartsWith("Attach", StringComparison.Ordinal);
        if (situation.Change.Source != "ec2.amazonaws.com" || !(attaches || operation.StartsWith("Detach", StringComparison.Ordinal)) || !Gateways.TryGetValue(operation[VerbLength..], out var gateway)
            || situation.Text(gateway.Member) is not { } id || situation.Text("vpcId") is not { } vpc
            || situation.Matcher.Named(gateway.Attachment, gateway.Attribute, id, situation.Change).Any())
        {
            return null;
        }

        var held = situation.Matcher.Named(gateway.Type, "id", id, situation.Change).ToList();
        var effect = attaches
            ? AttributeEffect.Replace("vpc_id", Values.Value.Of(vpc))
            : AttributeEffect.Replace("vpc_id", Values.Value.Null);
        return held.Count > 0 ? [.. held.Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [effect] })] : null;
    }
}
