using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Rules of security groups in Terraform's three forms: inline, aws_security_group_rule, aws_vpc_security_group_*_rule.</summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group</remarks>
internal static class SecurityGroupRules
{
    private static readonly string[] GroupTypes = ["aws_security_group", "aws_default_security_group"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => Covers(situation.Change.Operation)
        ? [.. Reading.Identifying(situation, GroupTypes[0], ("groupId", "id"), ("groupName", "name")), .. RequestedRules.Reads(situation)]
        : null;

    /// <summary>Whether it knows calls of this name.</summary>
    public static bool Covers(string operation) => operation is "ModifySecurityGroupRules"
        or "AuthorizeSecurityGroupIngress" or "AuthorizeSecurityGroupEgress" or "RevokeSecurityGroupIngress" or "RevokeSecurityGroupEgress"
        or "UpdateSecurityGroupRuleDescriptionsIngress" or "UpdateSecurityGroupRuleDescriptionsEgress";

    /// <summary>What the call does to groups and rules; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) => situation.Change.Operation switch
    {
        "AuthorizeSecurityGroupIngress" => Authorized(situation, isEgress: false),
        "AuthorizeSecurityGroupEgress" => Authorized(situation, isEgress: true),
        "RevokeSecurityGroupIngress" => Revoked(situation, isEgress: false),
        "RevokeSecurityGroupEgress" => Revoked(situation, isEgress: true),
        "ModifySecurityGroupRules" => Modified(situation),
        "UpdateSecurityGroupRuleDescriptionsIngress" => Described(situation, isEgress: false),
        "UpdateSecurityGroupRuleDescriptionsEgress" => Described(situation, isEgress: true),
        _ => null,
    };

    private static List<Target> Authorized(Situation situation, bool isEgress)
    {
        var groupId = GroupId(situation);
        var rules = RequestedRules.Read(situation, groupId, isEgress);
        var targets = rules.Count == 0 ? Unseen(situation, groupId, isEgress) : [];
        foreach (var rule in rules)
        {
            var holders = RuleHolders.Of(situation, groupId, rule);
            targets.AddRange(holders.Select(h => new Target { Kind = TargetKind.Recreate, Instance = h, Effects = [.. RuleHolders.With(h, rule)] }));
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
            return [new Target { Kind = TargetKind.Create, Type = RuleHolders.TypeFor(rule), Id = rule.Id, Child = rule.ToChild() }];
        }

        var separate = RuleHolders.SeparateType(situation, groupId, rule);
        return groups.Select(group => Ownership.Added(group, rule.Place, separate is not null, Inline(rule), separate ?? RuleHolders.TypeFor(rule), rule.ToChild()));
    }

    // AWS keeps no two rules that allow the same, so one with another description takes the place of the first.
    private static AttributeEffect Inline(SourceRule rule) => new(rule.Place, before =>
    {
        var added = rule.ToElement();
        return before.Items.Any(i => Comparing.Meaning.Same(i, added)) ? before : Value.ListOf(before.Items.Where(i => !Allows(i, rule)).Append(added));
    })
    {
        View = v => SourceRule.Split(v, rule.IsEgress),
        KeyOf = SourceRule.KeyOf,
        Decides = KnownRules.Places(rule),
    };

    private static AttributeEffect Gone(SourceRule rule) => AttributeEffect.Remove(rule.Place, e => Allows(e, rule)) with
    {
        View = v => SourceRule.Split(v, rule.IsEgress),
        KeyOf = SourceRule.KeyOf,
        Decides = KnownRules.Places(rule),
    };

    private static bool Allows(Value element, SourceRule rule) => SourceRule.FromElement(element, rule.IsEgress).Any(rule.Allows);

    private static List<Target> Revoked(Situation situation, bool isEgress)
    {
        var groupId = GroupId(situation);
        var told = RequestedRules.Read(situation, groupId, isEgress);
        var named = RequestMembers.FindIdentifiers(situation.Request, "SecurityGroupRuleIds", null);
        List<SourceRule> rules = [.. told, .. named.Where(id => told.All(r => r.Id != id)).SelectMany(id => Groups(situation, groupId).Select(g => KnownRules.ById(situation, g, id)).OfType<SourceRule>().Take(1))];
        var targets = RuleHolders.Of(situation, groupId, rules).SelectMany(h => RuleHolders.Without(situation, h, rules)).ToList();
        foreach (var rule in rules.Where(r => RuleHolders.Of(situation, groupId, r).Count == 0))
        {
            targets.AddRange(Groups(situation, groupId).Select(g => Removed(situation, g, groupId, rule)));
        }

        targets.AddRange(named.Where(id => rules.All(r => r.Id != id)).SelectMany(id => RemovedById(situation, groupId, id, isEgress)));
        return rules.Count + named.Count == 0 ? Unseen(situation, groupId, isEgress) : targets;
    }

    private static Target Removed(Situation situation, ResourceInstance group, string groupId, SourceRule rule)
    {
        // A revoke need not repeat the description, and a rule that was put back has another id.
        var child = rule.ToChild().With("description", rule.Description.Length > 0 ? Value.Of(rule.Description) : null).With(SourceRule.IdName, null);
        var type = RuleHolders.Types.FirstOrDefault(t => Ownership.Attached(situation, group, t, child) is not null) ?? RuleHolders.TypeFor(rule);
        return Ownership.Removed(situation, group, rule.Place, RuleHolders.SeparateType(situation, groupId, rule) is not null, Gone(rule), type, child);
    }

    // Records before 2025 do not say which rule had the id.
    private static IEnumerable<Target> RemovedById(Situation situation, string groupId, string id, bool isEgress)
    {
        var held = RuleHolders.ById(situation, id).Select(i => new Target { Kind = TargetKind.Delete, Instance = i }).ToList();
        return held.Count > 0 ? held : Groups(situation, groupId).Select(g => Lost(situation, g, groupId, id, isEgress)).OfType<Target>();
    }

    private static Target? Lost(Situation situation, ResourceInstance group, string groupId, string id, bool isEgress)
    {
        var none = RuleHolders.HasSeparate(situation, groupId) ? null : Unseen(group, isEgress);
        return Detached(situation, group, id) ?? none;
    }

    // The rule of an id that an earlier event attached.
    private static Target? Detached(Situation situation, ResourceInstance group, string? id) =>
        situation.OpenAt(group).FirstOrDefault(d => id is not null && d.InCloud[SourceRule.IdName].Text == id) is { } attached
            ? new Target { Kind = TargetKind.Detach, Instance = group, Type = attached.Path, Key = attached.Element, Child = attached.InCloud }
            : null;

    // What an inline rule was before it was edited.
    private static Target? Moved(Situation situation, ResourceInstance group, string? id) => KnownRules.ById(situation, group, id) is { } before
        ? new Target { Kind = TargetKind.Change, Instance = group, Effects = [Gone(before with { Id = null })] }
        : null;

    // Parameters of more than 100 KB are cut off.
    private static List<Target> Unseen(Situation situation, string groupId, bool isEgress) => [.. Groups(situation, groupId).Select(g => Unseen(g, isEgress))];

    private static Target Unseen(ResourceInstance group, bool isEgress) =>
        new() { Kind = TargetKind.Change, Instance = group, Effects = [AttributeEffect.Unknown(isEgress ? "egress" : "ingress")] };

    private static List<Target> Modified(Situation situation)
    {
        var groupId = GroupId(situation);
        var targets = new List<Target>();
        foreach (var rule in RequestedRules.ReadModified(situation, groupId))
        {
            var holders = RuleHolders.ById(situation, rule.Id);
            targets.AddRange(holders.Select(h => new Target { Kind = TargetKind.Change, Instance = h, Effects = [.. RuleHolders.Becomes(h, rule, groupId)] }));
            if (holders.Count == 0)
            {
                targets.AddRange(Groups(situation, groupId).Select(g => Detached(situation, g, rule.Id) ?? Moved(situation, g, rule.Id)).OfType<Target>());
                targets.AddRange(Added(situation, groupId, rule).Where(t => t.Kind != TargetKind.Create));
            }
        }

        return targets;
    }

    private static List<Target> Described(Situation situation, bool isEgress)
    {
        var groupId = GroupId(situation);
        var targets = new List<Target>();
        foreach (var rule in RequestedRules.Read(situation, groupId, isEgress))
        {
            var holders = RuleHolders.Of(situation, groupId, rule);
            targets.AddRange(holders.Select(h => Reworded(h, rule.Description)));
            if (holders.Count == 0 && RuleHolders.SeparateType(situation, groupId, rule) is null)
            {
                targets.AddRange(Groups(situation, groupId).Select(g => new Target { Kind = TargetKind.Change, Instance = g, Effects = [Inline(rule)] }));
            }
        }

        targets.AddRange(RequestedRules.Descriptions(situation).SelectMany(d => RuleHolders.ById(situation, d.Id).Select(h => Reworded(h, d.Description))));
        return targets;
    }

    private static Target Reworded(ResourceInstance holder, string description) =>
        new() { Kind = TargetKind.Change, Instance = holder, Effects = [AttributeEffect.Replace("description", Value.Of(description))] };

    /// <summary>The groups of this id, in every state that holds it.</summary>
    public static IEnumerable<ResourceInstance> Groups(Situation situation, string groupId) =>
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
}
