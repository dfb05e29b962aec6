using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Rules that states hold as resources of their own, and what calls do to these.</summary>
internal static class RuleHolders
{
    private const string Several = "aws_security_group_rule";
    private const string Ingress = "aws_vpc_security_group_ingress_rule";
    private const string Egress = "aws_vpc_security_group_egress_rule";

    // Only aws_security_group_rule can hold several sources, each kind in its attribute.
    private static readonly (string Name, SourceKind Kind)[] SourceLists =
        [("cidr_blocks", SourceKind.Ipv4), ("ipv6_cidr_blocks", SourceKind.Ipv6), ("prefix_list_ids", SourceKind.PrefixList)];

    /// <summary>The types of rules.</summary>
    public static IReadOnlyList<string> Types { get; } = [Several, Ingress, Egress];

    /// <summary>The type that a rule would have if Terraform had made it.</summary>
    public static string TypeFor(SourceRule rule) => rule.IsEgress ? Egress : Ingress;

    /// <summary>The resources that hold a rule, by its id or by what it allows.</summary>
    public static IReadOnlyList<ResourceInstance> Of(Situation situation, string groupId, SourceRule rule) => situation.States.Count == 0 ? [] : [.. OfGroup(situation, groupId)
        .Where(i => (rule.Id is not null && rule.Id == i.Attributes["id"].Text) || RulesOf(i).Any(rule.Allows))];

    /// <summary>The resources that hold any of the rules.</summary>
    public static IEnumerable<ResourceInstance> Of(Situation situation, string groupId, IEnumerable<SourceRule> rules) =>
        rules.SelectMany(r => Of(situation, groupId, r)).Distinct();

    /// <summary>The resources of a rule's id; aws_security_group_rule has it where it holds a single source.</summary>
    public static IReadOnlyList<ResourceInstance> ById(Situation situation, string? id) => id is null
        ? []
        :
        [
            .. Types.Where(t => t != Several).SelectMany(t => situation.Matcher.Named(t, "id", id, situation.Change)),
            .. situation.States.OfType(Several).Where(i => i.Attributes[SourceRule.IdName].Text == id),
        ];

    /// <summary>Whether what is known under a rule's id lets traffic out; records of changed rules do not say.</summary>
    public static bool IsEgress(Situation situation, string? id) => ById(situation, id).Any(IsEgress);

    /// <summary>Whether any state holds a rule of the group as a resource.</summary>
    public static bool HasSeparate(Situation situation, string groupId) => OfGroup(situation, groupId).Any();

    /// <summary>The type under which states hold rules like this one for the group; null where none does.</summary>
    public static string? SeparateType(Situation situation, string groupId, SourceRule rule) =>
        OfGroup(situation, groupId).Select(i => i.Type).Order(StringComparer.Ordinal).FirstOrDefault(t => t == Several || t == TypeFor(rule));

    /// <summary>What an authorized rule makes of a resource that holds it.</summary>
    public static IEnumerable<AttributeEffect> With(ResourceInstance holder, SourceRule rule) =>
    [
        AttributeEffect.Replace("description", Value.Of(rule.Description)),
        .. Lists(holder).Where(l => l.Kind == rule.Kind).Select(l => AttributeEffect.Add(l.Name, Value.Of(rule.Source))),
    ];

    /// <summary>What is left of a resource when rules are revoked: one of several sources gone is a change, the last one a deletion.</summary>
    public static IEnumerable<Target> Without(Situation situation, ResourceInstance holder, IReadOnlyList<SourceRule> rules)
    {
        var gone = RulesOf(holder).Where(r => rules.Any(r.Allows)).ToList();
        AttributeEffect[] effects = [.. Lists(holder)
            .Where(l => gone.Any(r => r.Kind == l.Kind))
            .Select(l => AttributeEffect.Remove(l.Name, e => gone.Any(r => r.Kind == l.Kind && r.Source == e.Text)))];
        if (effects.Length > 0)
        {
            yield return new Target { Kind = TargetKind.Change, Instance = holder, Effects = effects };
        }

        if (Believed(situation, holder).All(r => rules.Any(r.Allows)))
        {
            yield return new Target { Kind = TargetKind.Delete, Instance = holder };
        }
    }

    /// <summary>What ModifySecurityGroupRules makes of the resource of one rule.</summary>
    public static IEnumerable<AttributeEffect> Becomes(ResourceInstance holder, SourceRule rule, string groupId) =>
        holder.Type == Several ? BecomesSeveral(rule) : BecomesSingle(rule, groupId);

    private static IEnumerable<AttributeEffect> BecomesSeveral(SourceRule rule) =>
    [
        .. SourceLists.Select(l => AttributeEffect.Replace(l.Name, rule.Kind == l.Kind ? Value.ListOf(Value.Of(rule.Source)) : Value.EmptyList)),
        AttributeEffect.Replace("source_security_group_id", Source(rule, SourceKind.Group)),
        AttributeEffect.Replace("self", Value.Of(rule.Kind == SourceKind.Self)),
        AttributeEffect.Replace("protocol", Value.Of(rule.Protocol)),
        AttributeEffect.Replace("from_port", Value.Of(rule.From)),
        AttributeEffect.Replace("to_port", Value.Of(rule.To)),
        AttributeEffect.Replace("description", Value.Of(rule.Description)),
    ];

    private static IEnumerable<AttributeEffect> BecomesSingle(SourceRule rule, string groupId)
    {
        var isAll = rule.Protocol == "-1";
        yield return AttributeEffect.Replace("ip_protocol", Value.Of(rule.Protocol));
        yield return AttributeEffect.Replace("from_port", isAll ? Value.Null : Value.Of(rule.From));
        yield return AttributeEffect.Replace("to_port", isAll ? Value.Null : Value.Of(rule.To));
        yield return AttributeEffect.Replace("cidr_ipv4", Source(rule, SourceKind.Ipv4));
        yield return AttributeEffect.Replace("cidr_ipv6", Source(rule, SourceKind.Ipv6));
        yield return AttributeEffect.Replace("prefix_list_id", Source(rule, SourceKind.PrefixList));
        yield return AttributeEffect.Replace("referenced_security_group_id", rule.Kind == SourceKind.Self ? Value.Of(groupId) : Source(rule, SourceKind.Group));
        yield return AttributeEffect.Replace("description", Value.Of(rule.Description));
    }

    private static Value Source(SourceRule rule, SourceKind kind) => rule.Kind == kind ? Value.Of(rule.Source) : Value.Null;

    private static IEnumerable<ResourceInstance> OfGroup(Situation situation, string groupId) =>
        Types.SelectMany(situation.States.OfType).Where(i => i.Attributes["security_group_id"].Text == groupId && situation.Matcher.IsInPlace(i, situation.Change));

    private static (string Name, SourceKind Kind)[] Lists(ResourceInstance holder) => holder.Type == Several ? SourceLists : [];

    private static IEnumerable<SourceRule> RulesOf(ResourceInstance holder) => RulesOf(holder.Type, holder.Attributes);

    // With what earlier events took away or added.
    private static IEnumerable<SourceRule> Believed(Situation situation, ResourceInstance holder)
    {
        var open = situation.OpenAt(holder).ToList();
        var attributes = Lists(holder).Aggregate(holder.Attributes, (all, list) => all.With(
            list.Name,
            Overlay.Apply(all[list.Name], open.Where(d => d.Path == list.Name).Select(d => new Difference(d.Path, d.Element, d.InState, d.InCloud, d.Hidden)))));
        return RulesOf(holder.Type, attributes);
    }

    private static IEnumerable<SourceRule> RulesOf(string type, Value attributes)
    {
        var isEgress = IsEgress(type, attributes);
        return type == Several ? SourceRule.FromElement(attributes, isEgress) : SourceRule.OfSingle(attributes, isEgress);
    }

    private static bool IsEgress(ResourceInstance holder) => IsEgress(holder.Type, holder.Attributes);

    private static bool IsEgress(string type, Value attributes) => type == Egress || (type == Several && attributes["type"].Text == "egress");
}
