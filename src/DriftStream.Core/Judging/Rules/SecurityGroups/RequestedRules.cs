using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Reads the rules that a call names: <c>ipPermissions.items[]</c>, the flat form, or ModifySecurityGroupRules.</summary>
internal static class RequestedRules
{
    private static readonly (string Path, string Attribute)[] Sources =
    [
        ("ipRanges.cidrIp", "ingress.cidr_blocks"), ("ipRanges.description", "ingress.description"),
        ("ipv6Ranges.cidrIpv6", "ingress.ipv6_cidr_blocks"), ("ipv6Ranges.description", "ingress.description"),
        ("prefixListIds.prefixListId", "ingress.prefix_list_ids"), ("prefixListIds.description", "ingress.description"),
        ("groups.groupId", "ingress.security_groups"), ("groups.userId", "ingress.security_groups"), ("groups.description", "ingress.description"),
        ("userIdGroupPairs.groupId", "ingress.security_groups"), ("userIdGroupPairs.userId", "ingress.security_groups"), ("userIdGroupPairs.description", "ingress.description"),
    ];

    private static readonly (string Path, string Attribute)[] SingleSources =
    [
        ("cidrIpv4", "ingress.cidr_blocks"), ("cidrIpv6", "ingress.ipv6_cidr_blocks"), ("prefixListId", "ingress.prefix_list_ids"),
        ("referencedGroupId", "ingress.security_groups"), ("referencedGroupInfo.groupId", "ingress.security_groups"), ("referencedGroupInfo.userId", "ingress.security_groups"),
        ("description", "ingress.description"),
    ];

    /// <summary>What is read of the request, whichever form it has.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation)
    {
        const string Modified = "SecurityGroupRules.";
        string[] entries = [Modified + "SecurityGroupRule.", Modified];
        return
        [
            .. Reading.Identifying(situation, "aws_vpc_security_group_ingress_rule", ((string[])["SecurityGroupRuleIds", Modified + "SecurityGroupRuleId", "securityGroupRuleDescriptions.securityGroupRuleId"]).Select(p => (p, "id"))),
            .. Reading.Values(situation, "aws_security_group", Scope("ipPermissions.")),
            .. Reading.Values(situation, "aws_security_group", Sources.Select(s => ("ipPermissions." + s.Path, s.Attribute))),
            .. Reading.Values(situation, "aws_security_group", [.. Scope(""), ("cidrIp", "ingress.cidr_blocks")]),
            .. Reading.Values(situation, "aws_security_group_rule", ("securityGroupRuleDescriptions.description", "description")),
            .. entries.SelectMany(e => Reading.Values(situation, "aws_security_group", [.. Scope(e), .. SingleSources.Select(s => (e + s.Path, s.Attribute))])),
        ];
    }

    /// <summary>The rules of an Authorize or Revoke call, one for each source, with their ids where the response has them.</summary>
    public static IReadOnlyList<SourceRule> Read(Situation situation, string groupId, bool isEgress)
    {
        var request = situation.Request;
        var permissions = Items(Member(request, "ipPermissions"));
        List<SourceRule> rules = permissions.Count > 0
            ? [.. permissions.SelectMany(p => FromPermission(p, situation, groupId, isEgress))]
            : [.. FromFlat(request, isEgress)];
        var answered = Answered(situation, groupId, isEgress);
        if (rules.Count == 0)
        {
            return answered;
        }

        return [.. rules.Select(r => answered.FirstOrDefault(a => a.Allows(r)) is { } known ? r with { Id = known.Id } : r)];
    }

    /// <summary>The rules of ModifySecurityGroupRules, each with its id.</summary>
    public static IReadOnlyList<SourceRule> ReadModified(Situation situation, string groupId)
    {
        var entries = situation.Request["SecurityGroupRule"].IsNull ? situation.Request["securityGroupRules"] : situation.Request["SecurityGroupRule"];
        return [.. Items(entries).SelectMany(e => FromModified(e, situation, groupId))];
    }

    /// <summary>The new descriptions of rules that a call names by their ids.</summary>
    public static IEnumerable<(string Id, string Description)> Descriptions(Situation situation) =>
        from entry in Items(Member(situation.Request, "securityGroupRuleDescriptions"))
        let id = Text(entry, "securityGroupRuleId")
        where id is not null
        select (id, Text(entry, "description") ?? "");

    private static IEnumerable<(string Path, string Attribute)> Scope(string parent) =>
        [(parent + "ipProtocol", "ingress.protocol"), (parent + "fromPort", "ingress.from_port"), (parent + "toPort", "ingress.to_port")];

    private static IEnumerable<SourceRule> FromModified(Value entry, Situation situation, string groupId)
    {
        var id = Text(entry, "SecurityGroupRuleId");
        var inner = entry.Find("SecurityGroupRule", StringComparison.OrdinalIgnoreCase) ?? entry;
        return FromResponse(inner, situation, groupId, IsEgress(situation, groupId, id)).Select(r => r with { Id = id });
    }

    private static bool IsEgress(Situation situation, string groupId, string? id) => RuleHolders.IsEgress(situation, id)
        || SecurityGroupRules.Groups(situation, groupId).Any(g => KnownRules.ById(situation, g, id) is { IsEgress: true });

    // securityGroupRuleSet is uniform: one entry for each source. It is missing in older records.
    private static List<SourceRule> Answered(Situation situation, string groupId, bool isEgress)
    {
        var response = situation.Response;
        var set = Items(response["securityGroupRuleSet"]) is { Count: > 0 } added ? added : Items(response["revokedSecurityGroupRuleSet"]);
        return [.. set.SelectMany(r => FromResponse(r, situation, groupId, r["isEgress"].SaysTrue || (r["isEgress"].IsNull && isEgress)))];
    }

    private static IEnumerable<SourceRule> FromResponse(Value rule, Situation situation, string groupId, bool isEgress)
    {
        var described = SourceRule.Of(isEgress, Member(rule, "ipProtocol"), Member(rule, "fromPort"), Member(rule, "toPort"), SourceKind.Ipv4, "", Text(rule, "description") ?? "", Text(rule, "securityGroupRuleId"));
        if (Text(rule, "cidrIpv4") is { } cidr)
        {
            yield return described with { Source = Cidrs.Canonical(cidr) };
        }
        else if (Text(rule, "cidrIpv6") is { } cidr6)
        {
            yield return described with { Kind = SourceKind.Ipv6, Source = Cidrs.Canonical(cidr6) };
        }
        else if (Text(rule, "prefixListId") is { } list)
        {
            yield return described with { Kind = SourceKind.PrefixList, Source = list };
        }
        else if (Group(rule.Find("referencedGroupInfo", StringComparison.OrdinalIgnoreCase) ?? Value.Null, situation, groupId) is { } group)
        {
            yield return described with { Kind = group.Kind, Source = group.Source };
        }
        else if (Text(rule, "referencedGroupId") is { } id)
        {
            yield return described with { Kind = id == groupId ? SourceKind.Self : SourceKind.Group, Source = id == groupId ? "" : id };
        }
    }

    private static IEnumerable<SourceRule> FromPermission(Value permission, Situation situation, string groupId, bool isEgress)
    {
        SourceRule Rule(SourceKind kind, string source, Value from) =>
            SourceRule.Of(isEgress, Member(permission, "ipProtocol"), Member(permission, "fromPort"), Member(permission, "toPort"), kind, source, Text(from, "description") ?? "");

        foreach (var (list, member, kind) in ((string, string, SourceKind)[])[("ipRanges", "cidrIp", SourceKind.Ipv4), ("ipv6Ranges", "cidrIpv6", SourceKind.Ipv6), ("prefixListIds", "prefixListId", SourceKind.PrefixList)])
        {
            foreach (var range in Items(Member(permission, list)))
            {
                yield return Rule(kind, Cidrs.Canonical(range.IsScalar ? range.Text : Text(range, member) ?? ""), range);
            }
        }

        foreach (var pair in Items(Member(permission, "groups")).Concat(Items(Member(permission, "userIdGroupPairs"))))
        {
            if (Group(pair, situation, groupId) is { } group)
            {
                yield return Rule(group.Kind, group.Source, pair);
            }
        }
    }

    private static IEnumerable<SourceRule> FromFlat(Value request, bool isEgress)
    {
        if (Text(request, "cidrIp") is { } cidr)
        {
            yield return SourceRule.Of(isEgress, Member(request, "ipProtocol"), Member(request, "fromPort"), Member(request, "toPort"), SourceKind.Ipv4, Cidrs.Canonical(cidr), "");
        }
    }

    private static (SourceKind Kind, string Source)? Group(Value pair, Situation situation, string groupId)
    {
        if (Text(pair, "groupId") is not { } id)
        {
            return null;
        }

        var owner = Text(pair, "userId");
        var isForeign = owner is not null && situation.Change.Account is { } account && owner != account;
        return id == groupId ? (SourceKind.Self, "") : (SourceKind.Group, isForeign ? $"{owner}/{id}" : id);
    }

    private static Value Member(Value map, string name) => map.Find(name, StringComparison.OrdinalIgnoreCase) ?? Value.Null;

    private static string? Text(Value map, string name) => Member(map, name) is { IsScalar: true, Text.Length: > 0 } value ? value.Text : null;

    private static List<Value> Items(Value value)
    {
        var items = new List<Value>();
        foreach (var item in RequestMembers.Each(value))
        {
            if (item is { Kind: ValueKind.Map, Members.Count: > 0 })
            {
                items.Add(item);
            }
        }

        return items;
    }
}
