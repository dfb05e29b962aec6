using System.Globalization;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Entries of network ACLs: an aws_network_acl_rule by ACL, number and direction, or a block of the ACL.</summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule</remarks>
internal static class NetworkAclEntries
{
    private const string RuleType = "aws_network_acl_rule";
    private static readonly string[] AclTypes = ["aws_network_acl", "aws_default_network_acl"];

    private static readonly Dictionary<string, string> ProtocolNumbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["all"] = "-1",
        ["icmp"] = "1",
        ["tcp"] = "6",
        ["udp"] = "17",
        ["icmpv6"] = "58",
        ["ipv6-icmp"] = "58",
    };

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, RuleType, ("networkAclId", "network_acl_id"), ("ruleNumber", "rule_number"), ("egress", "egress")),
            .. Reading.Values(
                situation,
                RuleType,
                ("cidrBlock", "cidr_block"), ("ipv6CidrBlock", "ipv6_cidr_block"), ("ruleAction", "rule_action"), ("aclProtocol", "protocol"), ("protocol", "protocol"),
                ("portRange.from", "from_port"), ("portRange.to", "to_port"), ("icmpTypeCode.code", "icmp_code"), ("icmpTypeCode.type", "icmp_type")),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("networkAclId") is not { } acl || !int.TryParse(situation.Text("ruleNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var isEgress = situation.Request["egress"].SaysTrue;
        var deletes = situation.Change.Operation == "DeleteNetworkAclEntry";
        var ofAcl = situation.Matcher.Named(RuleType, "network_acl_id", acl, situation.Change).ToList();
        var held = ofAcl.Where(i => Whole(i.Attributes["rule_number"]).Text == Text(number) && i.Attributes["egress"].IsTrue == isEgress).ToList();
        return held.Count > 0
            ? [.. held.Select(i => deletes ? new Target { Kind = TargetKind.Delete, Instance = i } : new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [.. OfRule(situation)] })]
            : InAcl(situation, acl, number, isEgress, ofAcl.Count > 0);
    }

    private static bool IsKnown(Situation situation) =>
        situation.Change is { Source: "ec2.amazonaws.com", Operation: "CreateNetworkAclEntry" or "ReplaceNetworkAclEntry" or "DeleteNetworkAclEntry" };

    private static List<Target> InAcl(Situation situation, string acl, int number, bool isEgress, bool hasSeparate)
    {
        var deletes = situation.Change.Operation == "DeleteNetworkAclEntry";
        var place = isEgress ? "egress" : "ingress";
        var effect = new AttributeEffect(place, before => Value.ListOf([
            .. before.Items.Where(e => Whole(e["rule_no"]).Text != Text(number)),
            .. deletes ? Array.Empty<Value>() : [SameEntry(before, Element(situation, number))],
        ]));
        var child = Value.MapOf(("network_acl_id", Value.Of(acl)), ("rule_number", Value.Of(number)), ("egress", Value.Of(isEgress)));
        var details = deletes ? child : Value.MapOf(child.Members.Concat(OfRule(situation).Select(e => KeyValuePair.Create(e.Attribute, e.Apply(Value.Null)))));
        var acls = AclTypes.SelectMany(t => situation.Matcher.Named(t, "id", acl, situation.Change)).ToList();
        if (acls.Count == 0)
        {
            return situation.Change.Operation == "CreateNetworkAclEntry" ? [new Target { Kind = TargetKind.Create, Type = RuleType, Id = $"{acl}:{number}:{place}", Child = details }] : [];
        }

        return deletes
            ? [.. acls.Select(a => Ownership.Removed(situation, a, place, hasSeparate, effect, RuleType, child))]
            : [.. acls.Select(a => Ownership.Added(a, place, hasSeparate, effect, RuleType, child, details))];
    }

    // The attributes of aws_network_acl_rule that the call decides.
    private static IEnumerable<AttributeEffect> OfRule(Situation situation)
    {
        yield return AttributeEffect.Replace("cidr_block", TextOrNull(situation, "cidrBlock"));
        yield return AttributeEffect.Replace("ipv6_cidr_block", TextOrNull(situation, "ipv6CidrBlock"));
        yield return AttributeEffect.Replace("rule_action", TextOrNull(situation, "ruleAction"));
        yield return new("protocol", before => Number(before.Text) == Protocol(situation) ? before : Value.Of(Protocol(situation)));
        yield return AttributeEffect.Replace("from_port", Port(situation, "from"));
        yield return AttributeEffect.Replace("to_port", Port(situation, "to"));
        yield return AttributeEffect.Replace("icmp_code", Icmp(situation, "code"));
        yield return AttributeEffect.Replace("icmp_type", Icmp(situation, "type"));
    }

    private static Value Element(Situation situation, int number) => Value.MapOf(
        ("action", Value.Of(situation.Text("ruleAction") ?? "")),
        ("cidr_block", Value.Of(situation.Text("cidrBlock") ?? "")),
        ("from_port", Port(situation, "from")),
        ("icmp_code", Icmp(situation, "code")),
        ("icmp_type", Icmp(situation, "type")),
        ("ipv6_cidr_block", Value.Of(situation.Text("ipv6CidrBlock") ?? "")),
        ("protocol", Value.Of(Protocol(situation))),
        ("rule_no", Value.Of(number)),
        ("to_port", Port(situation, "to")));

    // tcp and 6 are one protocol; the state's own spelling of an equal entry is kept.
    private static Value SameEntry(Value before, Value element) =>
        before.Items.FirstOrDefault(e => Meaning.Same(e.With("protocol", Value.Of(Number(e["protocol"].Text))), element)) ?? element;

    private static string Protocol(Situation situation) => Number(situation.Text("aclProtocol") ?? situation.Text("protocol") ?? "");

    private static string Number(string protocol) => ProtocolNumbers.GetValueOrDefault(protocol, protocol);

    private static Value Port(Situation situation, string end) => Whole(situation.Request["portRange"][end]);

    private static Value Icmp(Situation situation, string part) => Whole((situation.Request.Find("icmpTypeCode", StringComparison.Ordinal) ?? situation.Request["icmp"])[part]);

    private static Value Whole(Value value) => long.TryParse(value.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : Value.Of(0);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Value TextOrNull(Situation situation, string parameter) => situation.Text(parameter) is { } text ? Value.Of(text) : Value.Null;
}
