using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>How much of the network a change of a security-group rule or a network ACL lets in.</summary>
internal static class Exposure
{
    // SSH, RDP, WinRM, Telnet, VNC; SQL Server, Oracle, MySQL, PostgreSQL, Redshift, Redis, MongoDB, Elasticsearch, Memcached, Cassandra, Docker, etcd, kubelet.
    private static readonly int[] GuardedPorts = [22, 23, 135, 445, 3389, 5900, 5985, 5986, 1433, 1521, 3306, 5432, 5439, 6379, 27017, 9200, 9300, 11211, 9042, 2375, 2379, 10250];

    private static readonly string[] RuleTypes = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"];
    private static readonly string[] Reach = ["from_port", "to_port", "protocol", "ip_protocol"];

    /// <summary>The severity by what one change opens to the world; info where it opens nothing.</summary>
    /// <param name="change">The change.</param>
    /// <param name="type">The type of the resource.</param>
    /// <param name="resource">The resource as the cloud holds it.</param>
    public static Severity Of(Change change, string type, Value resource)
    {
        if (change.After.Kind == ValueKind.Map)
        {
            return AttributePath.Root(change.Path) == "egress" ? Severity.Info : OfRule(change.After);
        }

        var isWidened = IsWorld(change.After) && !IsWorld(change.Before) && change.Path.Contains("cidr", StringComparison.Ordinal);
        return RuleTypes.Contains(type)
            ? isWidened || Reach.Contains(change.Path) ? OfRule(resource) : Severity.Info
            : isWidened ? Severity.High : Severity.Info;
    }

    /// <summary>The severity of a rule: administration and database ports and all ports open to the world are critical, others high.</summary>
    public static Severity OfRule(Value rule)
    {
        var isOutgoing = rule["type"].Text == "egress" || rule["egress"].IsTrue;
        var isDenied = rule["action"].Text == "deny" || rule["rule_action"].Text == "deny";
        if (rule.Kind != ValueKind.Map || isOutgoing || isDenied || !(IsWorldEntry(rule) || IsWorld(rule["cidr_blocks"]) || IsWorld(rule["ipv6_cidr_blocks"]) || IsWorld(rule["cidr_ipv4"]) || IsWorld(rule["cidr_ipv6"])))
        {
            return Severity.Info;
        }

        var protocol = rule["protocol"].Text is { Length: > 0 } named ? named : rule["ip_protocol"].Text;
        _ = int.TryParse(rule["from_port"].Text, out var from);
        _ = int.TryParse(rule["to_port"].Text, out var to);
        var isAll = protocol == "-1" || (from <= 1 && to >= 65535);
        return isAll || (protocol is not ("icmp" or "icmpv6") && GuardedPorts.Any(p => p >= from && p <= to)) ? Severity.Critical : Severity.High;
    }

    /// <summary>Whether a change is one half of a rule whose description alone is another.</summary>
    public static bool IsReworded(Change change, IReadOnlyList<Change> all)
    {
        var (rule, isAdded) = change.After.IsNull ? (change.Before, false) : (change.After, true);
        return rule.Kind == ValueKind.Map && !rule["description"].IsNull && all.Any(other =>
            other.Path == change.Path && Meaning.Same((isAdded ? other.Before : other.After).With("description", null), rule.With("description", null)));
    }

    // An entry of a network ACL has one block of addresses; so has a route, which has no protocol.
    private static bool IsWorldEntry(Value rule) => !rule["protocol"].IsNull && (IsWorld(rule["cidr_block"]) || IsWorld(rule["ipv6_cidr_block"]));

    private static bool IsWorld(Value value) => value.Kind == ValueKind.List ? value.Items.Any(IsWorld) : value.Text is "0.0.0.0/0" or "::/0";
}
