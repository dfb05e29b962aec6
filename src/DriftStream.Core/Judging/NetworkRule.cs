using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>A security-group rule in people's words, from any of Terraform's shapes of one.</summary>
/// <param name="Ports">e.g. <c>tcp/22</c>, <c>udp/8000-8100</c>, <c>all ports</c>.</param>
/// <param name="Peers">Who is let through: ranges, groups, prefix lists.</param>
/// <param name="Description">What the rule says about itself; empty where it says nothing.</param>
public sealed record NetworkRule(string Ports, IReadOnlyList<string> Peers, string Description)
{
    private const int PeerLength = 60;

    private static readonly string[] PeerNames =
    [
        "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "cidr_block", "ipv6_cidr_block", "security_groups", "source_security_group_id",
        "referenced_security_group_id", "prefix_list_ids", "prefix_list_id",
    ];

    /// <summary>Whether anybody on the internet is let through.</summary>
    public bool IsOpenToWorld => Peers.Any(p => p is "0.0.0.0/0" or "::/0");

    /// <summary>The rule, or null where the value is none.</summary>
    public static NetworkRule? TryRead(Value value) => PortsOf(value) is { } ports ? new(ports, PeersOf(value), value["description"].Text) : null;

    /// <summary>The ports of a rule, or null where the value is none.</summary>
    internal static string? PortsOf(Value value)
    {
        var protocol = value["protocol"].IsNull ? value["ip_protocol"] : value["protocol"];
        return value.Kind == ValueKind.Map && protocol.IsScalar ? PortsOf(protocol.Text, value["from_port"], value["to_port"]) : null;
    }

    private static string PortsOf(string protocol, Value from, Value to) => protocol switch
    {
        "-1" or "all" => "all ports",
        "icmp" or "icmpv6" or "1" or "58" => protocol.StartsWith("icmp", StringComparison.Ordinal) ? protocol : "icmp",
        _ when !from.IsScalar => ForeignText.OneLine(protocol, 10),
        _ when from.Text == to.Text || !to.IsScalar => $"{Name(protocol)}/{from.Text}",
        _ when from.Text == "0" && to.Text == "65535" => $"all {Name(protocol)} ports",
        _ => $"{Name(protocol)}/{from.Text}-{to.Text}",
    };

    private static string Name(string protocol) => protocol switch { "6" => "tcp", "17" => "udp", _ => ForeignText.OneLine(protocol, 10) };

    private static List<string> PeersOf(Value rule)
    {
        var peers = PeerNames
            .Select(name => rule[name])
            .SelectMany(peer => peer.Kind == ValueKind.List ? peer.Items : [peer])
            .Where(peer => peer.IsScalar && peer.Text.Length > 0)
            .Select(peer => ForeignText.OneLine(peer.Text, PeerLength))
            .ToList();
        if (rule["self"].IsTrue)
        {
            peers.Add("itself");
        }

        return peers;
    }
}
