using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Rules of security groups in Terraform's three forms: inline, aws_security_group_rule, aws_vpc_security_group_*_rule.</summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group</remarks>
internal static class SecurityGroupRules
{
    private static readonly string[] GroupTypes = ["aws_security_group", "aws_default_security_group"];
    private static readonly string[] RuleTypes = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];

    /// <summary>What the call does to groups and rules; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) => situation.Change.Operation switch
    {
        "AuthorizeSecurityGroupIngress" => Authorized(situation, isEgress: false),
        "AuthorizeSecurityGroupEgress" => Authorized(situation, isEgress: true),
        "RevokeSecurityGroupIngress" => Revoked(situation, isEgress: false),
        "RevokeSecurityGroupEgress" => Revoked(situation, isEgress: true),
        "ModifySecurityGroupRules" => Modified(situation),
        _ => null,
    };

    private static List<Target> Authorized(Situation situation, bool isEgress)
    {
        var groupId = GroupId(situation);
        var targets = new List<Target>();
        foreach (var rule in RequestedRules.Read(situation, groupId, isEgress))
        {
            var holders = Holders(situation, groupId, rule);
            targets.AddRange(holders.Select(h => new Target { Kind = TargetKind.Recreate, Instance = h, Effects = Sources(h, situation, groupId, s => s.Any(rule.Allows) ? s : [.. s, rule]) }));
            if (holders.Count == 0)
            {
                targets.AddRange(Added(situation, groupId, rule));
            }
        }

        return targets;
    }

    private static IEnumerable<Target> Added(Situation situation, string groupId, SourceRule rule)
    {
        var groups = Groups(situation, groupId).ToList();
        if (groups.Count == 0)
        {
            return [new Target { Kind = TargetKind.Create, Type = RuleTypeFor(rule), Id = rule.Id, Child = rule.ToChild() }];
        }

        var hasSeparate = HasSeparateRules(situation, groupId);
        return groups.Select(group => Ownership.Added(
            group,
            rule.Place,
            hasSeparate,
            AttributeEffect.Add(rule.Place, rule.ToElement()) with { View = v => SourceRule.Split(v, rule.IsEgress) },
            hasSeparate ? situation.States.OfType("aws_security_group_rule").Any(i => i.Attributes["security_group_id"].Text == groupId) ? "aws_security_group_rule" : RuleTypeFor(rule) : RuleTypeFor(rule),
            rule.ToChild()));
    }

    private static List<Target> Revoked(Situation situation, bool isEgress)
    {
        var groupId = GroupId(situation);
        var targets = new List<Target>();
        foreach (var rule in RequestedRules.Read(situation, groupId, isEgress))
        {
            var holders = Holders(situation, groupId, rule);
            targets.AddRange(holders.Select(h => Gone(situation, h, groupId, rule)));
            if (holders.Count == 0)
            {
                targets.AddRange(Groups(situation, groupId).Select(g => Removed(situation, g, groupId, rule)).OfType<Target>());
            }
        }

        foreach (var id in Matching.RequestMembers.FindIdentifiers(situation.Request, "SecurityGroupRuleIds", null))
        {
            targets.AddRange(RuleTypes.SelectMany(t => situation.Matcher.Named(t, "id", id, situation.Change)).Select(i => new Target { Kind = TargetKind.Delete, Instance = i }));
        }

        return [.. targets.DistinctBy(t => (t.Instance, t.Kind, t.Key, t.Effects.Count > 0 ? t : null))];
    }

    private static Target? Removed(Situation situation, ResourceInstance group, string groupId, SourceRule rule)
    {
        var hasSeparate = HasSeparateRules(situation, groupId);
        var effect = AttributeEffect.Remove(rule.Place, e => SourceRule.FromElement(e, rule.IsEgress).Any(rule.Allows)) with { View = v => SourceRule.Split(v, rule.IsEgress) };
        // A revoke need not repeat the description.
        var child = rule.ToChild().With("description", rule.Description.Length > 0 ? Value.Of(rule.Description) : null);
        var type = RuleTypes.FirstOrDefault(t => Ownership.Attached(situation, group, t, child) is not null) ?? RuleTypeFor(rule);
        return Ownership.Removed(situation, group, rule.Place, hasSeparate, effect, type, child);
    }

    // One of several sources gone is a change, the last one a deletion.
    private static Target Gone(Situation situation, ResourceInstance holder, string groupId, SourceRule rule)
    {
        var effects = Sources(holder, situation, groupId, sources => [.. sources.Where(s => !s.Allows(rule))]);
        return effects.Count == 0 || RulesOf(holder).All(r => r.Allows(rule))
            ? new Target { Kind = TargetKind.Delete, Instance = holder }
            : new Target { Kind = TargetKind.Change, Instance = holder, Effects = effects };
    }

    private static List<Target> Modified(Situation situation)
    {
        var groupId = GroupId(situation);
        var targets = new List<Target>();
        foreach (var rule in RequestedRules.ReadModified(situation, groupId))
        {
            var holders = RuleTypes[1..].SelectMany(t => situation.States.OfType(t)).Where(i => i.Attributes["id"].Text == rule.Id && situation.Matcher.IsInPlace(i, situation.Change)).ToList();
            targets.AddRange(holders.Select(h => new Target { Kind = TargetKind.Change, Instance = h, Effects = [.. Single(rule)] }));
            if (holders.Count == 0)
            {
                targets.AddRange(Added(situation, groupId, rule).Where(t => t.Kind != TargetKind.Create));
            }
        }

        return targets;
    }

    private static IEnumerable<AttributeEffect> Single(SourceRule rule)
    {
        Value Source(SourceKind kind) => rule.Kind == kind ? Value.Of(rule.Source) : Value.Null;
        var isAll = rule.Protocol == "-1";
        yield return AttributeEffect.Replace("ip_protocol", Value.Of(rule.Protocol));
        yield return AttributeEffect.Replace("from_port", isAll ? Value.Null : Value.Of(rule.From));
        yield return AttributeEffect.Replace("to_port", isAll ? Value.Null : Value.Of(rule.To));
        yield return AttributeEffect.Replace("cidr_ipv4", Source(SourceKind.Ipv4));
        yield return AttributeEffect.Replace("cidr_ipv6", Source(SourceKind.Ipv6));
        yield return AttributeEffect.Replace("prefix_list_id", Source(SourceKind.PrefixList));
        if (rule.Kind is not (SourceKind.Group or SourceKind.Self))
        {
            yield return AttributeEffect.Replace("referenced_security_group_id", Value.Null);
        }

        yield return AttributeEffect.Replace("description", Value.Of(rule.Description));
    }

    // Only aws_security_group_rule can hold several sources; they live in three attributes.
    private static IReadOnlyList<AttributeEffect> Sources(ResourceInstance holder, Situation situation, string groupId, Func<IReadOnlyList<SourceRule>, IReadOnlyList<SourceRule>> change)
    {
        if (holder.Type != "aws_security_group_rule")
        {
            return [];
        }

        _ = situation;
        _ = groupId;
        var attributes = new (string Name, SourceKind Kind)[] { ("cidr_blocks", SourceKind.Ipv4), ("ipv6_cidr_blocks", SourceKind.Ipv6), ("prefix_list_ids", SourceKind.PrefixList) };
        return [.. attributes.Select(a => new AttributeEffect(a.Name, before =>
        {
            var rules = RulesOf(holder);
            var template = rules.Count > 0 ? rules[0] : null;
            if (template is null)
            {
                return before;
            }

            var sources = before.Items.Select(s => template with { Kind = a.Kind, Source = s.Text }).ToList();
            var kept = change(sources).Where(s => s.Kind == a.Kind).Select(s => Value.Of(s.Source));
            return Value.ListOf(kept);
        }))];
    }

    private static List<ResourceInstance> Holders(Situation situation, string groupId, SourceRule rule) =>
        [.. RuleTypes.SelectMany(t => situation.States.OfType(t)).Where(i =>
            i.Attributes["security_group_id"].Text == groupId
            && (rule.Id is not null && i.Attributes["id"].Text == rule.Id || RulesOf(i).Any(rule.Allows)))];

    private static List<SourceRule> RulesOf(ResourceInstance instance)
    {
        var a = instance.Attributes;
        var isEgress = instance.Type == "aws_vpc_security_group_egress_rule" || a["type"].Text == "egress";
        if (instance.Type == "aws_security_group_rule")
        {
            return [.. SourceRule.FromElement(a, isEgress)];
        }

        var rule = SourceRule.Of(isEgress, a["ip_protocol"], a["from_port"], a["to_port"], SourceKind.Ipv4, "", a["description"].Text, a["id"].Text);
        var group = a["referenced_security_group_id"].Text;
        return a switch
        {
            _ when a["cidr_ipv4"].Text.Length > 0 => [rule with { Source = a["cidr_ipv4"].Text }],
            _ when a["cidr_ipv6"].Text.Length > 0 => [rule with { Kind = SourceKind.Ipv6, Source = a["cidr_ipv6"].Text }],
            _ when a["prefix_list_id"].Text.Length > 0 => [rule with { Kind = SourceKind.PrefixList, Source = a["prefix_list_id"].Text }],
            _ when group.Length > 0 => [group == a["security_group_id"].Text ? rule with { Kind = SourceKind.Self } : rule with { Kind = SourceKind.Group, Source = group }],
            _ => [],
        };
    }

    private static bool HasSeparateRules(Situation situation, string groupId) =>
        RuleTypes.SelectMany(t => situation.States.OfType(t)).Any(i => i.Attributes["security_group_id"].Text == groupId);

    private static IEnumerable<ResourceInstance> Groups(Situation situation, string groupId) =>
        groupId.Length == 0 ? [] : GroupTypes.SelectMany(t => situation.Matcher.Named(t, "id", groupId, situation.Change));

    // Only calls in the default VPC of old accounts name a group without its id; then the name finds it.
    private static string GroupId(Situation situation)
    {
        if (situation.Text("groupId") is { } id)
        {
            return id;
        }

        return situation.Text("groupName") is { } name
            ? GroupTypes.SelectMany(t => situation.Matcher.Named(t, "name", name, situation.Change)).Select(i => i.Attributes["id"].Text).FirstOrDefault() ?? ""
            : "";
    }

    private static string RuleTypeFor(SourceRule rule) => rule.IsEgress ? "aws_vpc_security_group_egress_rule" : "aws_vpc_security_group_ingress_rule";
}
