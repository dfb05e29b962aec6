using System.Globalization;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>What a change of a security group, a network ACL or another list of sources lets in.</summary>
internal static class OpenPorts
{
    private const int LastPort = 65535;

    // A rule that is a resource of its own: its ports and its sources are attributes.
    private static readonly string[] RuleTypes = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_network_acl_rule"];
    private static readonly string[] Reach = ["from_port", "to_port", "protocol", "ip_protocol", "rule_action"];
    private static readonly string[] Sources = ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "cidrs", "ipv6_cidrs", "cidr", "ip_range"];

    // An entry of a network ACL has one block of addresses; so has a route, which has no protocol.
    private static readonly string[] EntrySources = ["cidr_block", "ipv6_cidr_block"];

    // Where traffic goes to, not where it comes from.
    private static readonly string[] Ways = ["destination", "target", "local", "remote", "route"];

    /// <summary>The effects of one change.</summary>
    public static IEnumerable<SeenEffect> Of(ChangeFacts facts)
    {
        var isWidened = World.Holds(facts.After) && !World.Holds(facts.Before);
        var opened = facts switch
        {
            { After.Kind: ValueKind.Map } => OfRule(facts.After, $"{facts.Type}.{facts.Path}"),
            _ when RuleTypes.Contains(facts.Type) => isWidened || Reach.Contains(facts.Path) ? OfRule(facts.Resource, facts.Type) : null,
            _ when isWidened && !Array.Exists(Ways, way => facts.Leaf.StartsWith(way, StringComparison.Ordinal)) =>
                facts.Seen(IsOfGroup(facts.Type) ? SeverityEffects.PortOpen : SeverityEffects.PublicEndpoint),
            _ => null,
        };
        return opened is null ? [] : [opened];
    }

    /// <summary>The effect of a rule being there; null where it lets nobody new in.</summary>
    /// <param name="rule">The rule, in any of Terraform's shapes of one.</param>
    /// <param name="place">Where it stands: a path or a type.</param>
    public static SeenEffect? OfRule(Value rule, string place)
    {
        if (rule.Kind != ValueKind.Map)
        {
            return null;
        }

        List<Value> sources = [];
        AddOpen(sources, Sources, rule);
        AddOpen(sources, rule["protocol"].IsNull ? [] : EntrySources, rule);
        if (sources.Count == 0 || rule["action"].Text == "deny" || rule["rule_action"].Text == "deny")
        {
            return null;
        }

        var world = sources.SelectMany(s => s.Kind == ValueKind.List ? s.Items : [s]).Where(World.Holds).Select(s => ForeignText.OneLine(s.Text, 45));
        var isOutgoing = place.Contains("egress", StringComparison.Ordinal) || rule["type"].Text == "egress" || rule["egress"].IsTrue;
        var (effect, note) = isOutgoing ? (SeverityEffects.EgressOpen, null) : Reached(rule);
        return new(effect, $"{NetworkRule.PortsOf(rule) ?? "a list of sources"} to {string.Join(", ", world)}{(note is null ? "" : $"; {note}")}");
    }

    private static void AddOpen(List<Value> sources, string[] attributes, Value rule)
    {
        foreach (var attribute in attributes)
        {
            if (rule[attribute] is { IsNull: false } source && World.Holds(source))
            {
                sources.Add(source);
            }
        }
    }

    private static (SeverityEffect Effect, string? Note) Reached(Value rule)
    {
        var protocol = rule["protocol"].Text is { Length: > 0 } named ? named : rule["ip_protocol"].Text;
        var from = Port(rule["from_port"]);
        var to = Port(rule["to_port"]) ?? from;
        return protocol.ToLowerInvariant() switch
        {
            "-1" or "all" => (SeverityEffects.AllPortsOpen, null),
            "icmp" or "icmpv6" or "1" or "58" => (SeverityEffects.PingOpen, null),
            _ when from <= 1 && to >= LastPort => (SeverityEffects.AllPortsOpen, null),
            _ when from is { } first && to is { } last && GuardedPorts.Within(first, last) is { } guarded => (SeverityEffects.AdminPortOpen, guarded),
            _ => (SeverityEffects.PortOpen, null),
        };
    }

    private static int? Port(Value port) => int.TryParse(port.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsOfGroup(string type) => type.Contains("security_group", StringComparison.Ordinal) || type.Contains("prefix_list", StringComparison.Ordinal);
}
