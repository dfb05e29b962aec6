using System.Globalization;
using DriftStream.Core.Comparing;
using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>One security-group rule with one source, whichever of Terraform's three forms or CloudTrail's two it comes from.</summary>
/// <param name="IsEgress">Direction.</param>
/// <param name="Protocol">As Terraform writes it: tcp, udp, icmp, icmpv6, a number, or -1 for all.</param>
/// <param name="From">First port, or the ICMP type; 0 for protocol -1.</param>
/// <param name="To">Last port, or the ICMP code; 0 for protocol -1.</param>
/// <param name="Kind">What kind of source it is.</param>
/// <param name="Source">The CIDR, prefix list or group; empty for the group itself.</param>
/// <param name="Description">Empty for none.</param>
/// <param name="Id"><c>sgr-…</c> where the event or state names it, else null.</param>
internal sealed record SourceRule(bool IsEgress, string Protocol, long From, long To, SourceKind Kind, string Source, string Description, string? Id)
{
    /// <summary>The attribute that carries the id of a rule, in attachments and in the resources of one rule.</summary>
    public const string IdName = "security_group_rule_id";

    /// <summary>The attribute of a group that holds such rules.</summary>
    public string Place => IsEgress ? "egress" : "ingress";

    /// <summary>What the rule is known by among the rules of its group: AWS keeps no two that allow the same.</summary>
    public string Key => KeyOf(ToElement());

    /// <summary>Whether both allow the same; description and id do not count.</summary>
    public bool Allows(SourceRule other) =>
        (IsEgress, Protocol, From, To, Kind, Source) == (other.IsEgress, other.Protocol, other.From, other.To, other.Kind, other.Source);

    /// <summary>The rule as an element of a group's <c>ingress</c> or <c>egress</c>, every attribute written.</summary>
    public Value ToElement() => Value.MapOf(
        ("cidr_blocks", Sources(SourceKind.Ipv4)),
        ("description", Value.Of(Description)),
        ("from_port", Value.Of(From)),
        ("ipv6_cidr_blocks", Sources(SourceKind.Ipv6)),
        ("prefix_list_ids", Sources(SourceKind.PrefixList)),
        ("protocol", Value.Of(Protocol)),
        ("security_groups", Sources(SourceKind.Group)),
        ("self", Value.Of(Kind == SourceKind.Self)),
        ("to_port", Value.Of(To)));

    /// <summary>The rule as a child of a group, for an attachment.</summary>
    public Value ToChild()
    {
        var child = ToElement().With("type", Value.Of(Place));
        return Id is null ? child : child.With(IdName, Value.Of(Id));
    }

    /// <summary>The <see cref="Key"/> of an element of a group's attribute.</summary>
    public static string KeyOf(Value element) => Meaning.Canonical(element.With("description", null));

    /// <summary>The rules of a group's attribute, split to one source each.</summary>
    public static IEnumerable<SourceRule> FromElements(Value elements, bool isEgress) => elements.Items.SelectMany(e => FromElement(e, isEgress));

    /// <summary>A group's attribute with one element for each source, so that rules can be told apart.</summary>
    public static Value Split(Value elements, bool isEgress) => Value.ListOf(FromElements(elements, isEgress).Select(r => r.ToElement()));

    /// <summary>The rules of one element of <c>ingress</c> or of an <c>aws_security_group_rule</c>: one for each source.</summary>
    public static IEnumerable<SourceRule> FromElement(Value element, bool isEgress)
    {
        var rule = Of(isEgress, element["protocol"], element["from_port"], element["to_port"], SourceKind.Ipv4, "", element["description"].Text);
        foreach (var (attribute, kind) in ((string, SourceKind)[])[("cidr_blocks", SourceKind.Ipv4), ("ipv6_cidr_blocks", SourceKind.Ipv6), ("prefix_list_ids", SourceKind.PrefixList), ("security_groups", SourceKind.Group)])
        {
            foreach (var source in element[attribute].Items)
            {
                yield return rule with { Kind = kind, Source = source.Text };
            }
        }

        if (element["source_security_group_id"] is { IsScalar: true, Text.Length: > 0 } group)
        {
            yield return rule with { Kind = SourceKind.Group, Source = group.Text };
        }

        if (element["self"].IsTrue)
        {
            yield return rule with { Kind = SourceKind.Self };
        }
    }

    /// <summary>The rule of a resource that holds one source; empty where its source cannot be seen.</summary>
    public static IEnumerable<SourceRule> OfSingle(Value attributes, bool isEgress)
    {
        var rule = Of(isEgress, attributes["ip_protocol"], attributes["from_port"], attributes["to_port"], SourceKind.Ipv4, "", attributes["description"].Text, attributes["id"].Text);
        var group = attributes["referenced_security_group_id"].Text;
        return attributes switch
        {
            _ when attributes["cidr_ipv4"].Text is { Length: > 0 } cidr => [rule with { Source = cidr }],
            _ when attributes["cidr_ipv6"].Text is { Length: > 0 } cidr => [rule with { Kind = SourceKind.Ipv6, Source = cidr }],
            _ when attributes["prefix_list_id"].Text is { Length: > 0 } list => [rule with { Kind = SourceKind.PrefixList, Source = list }],
            _ when group.Length > 0 => [group == attributes["security_group_id"].Text ? rule with { Kind = SourceKind.Self } : rule with { Kind = SourceKind.Group, Source = group }],
            _ => [],
        };
    }

    /// <summary>A rule with protocol and ports in Terraform's spelling.</summary>
    public static SourceRule Of(bool isEgress, Value protocol, Value from, Value to, SourceKind kind, string source, string description, string? id = null)
    {
        var name = Protocols.Name(protocol.Text);
        return name == "-1"
            ? new(isEgress, name, 0, 0, kind, source, description, id)
            : new(isEgress, name, Port(from), Port(to), kind, source, description, id);
    }

    private Value Sources(SourceKind kind) => Kind == kind ? Value.ListOf(Value.Of(Source)) : Value.EmptyList;

    private static long Port(Value value) => IsPlain(value.Text) ? int.Parse(value.Text, CultureInfo.InvariantCulture) : long.TryParse(Scalars.Canonical(value), out var port) ? port : -1;

    // As ports are written almost always, whether a number or a text.
    private static bool IsPlain(string port) => port.Length is > 0 and <= 5 && (port[0] != '0' || port.Length == 1) && !port.AsSpan().ContainsAnyExceptInRange('0', '9');
}

/// <summary>What a rule lets in or out.</summary>
internal enum SourceKind
{
    Ipv4,
    Ipv6,
    PrefixList,
    Group,
    Self,
}
