using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Waf;

/// <summary>Web ACLs and rule groups are sent whole with all their rules; each rule is a block, or a resource of its own.</summary>
/// <remarks>https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html</remarks>
internal static class WebAclRules
{
    private const string RuleType = "aws_wafv2_web_acl_rule";
    private const string Acl = "web_acl_arn";

    private static readonly (string Type, string Name)[] Separate = [(RuleType, "name"), ("aws_wafv2_web_acl_rule_group_association", "rule_name")];
    private static readonly string[] OfRule = ["action", "captcha_config", "challenge_config", "override_action", "priority", "rule_label", "statement", "visibility_config"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsWhole(situation) ? [.. AnyCall.Reads(situation), .. Reading.Values(situation, situation.Rows[0].Type!.Name, ("Rules", "rule"))] : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsWhole(situation))
        {
            return null;
        }

        var sent = RequestMembers.Each(situation.Request["rules"]).DistinctBy(r => r["name"].Text).ToDictionary(r => r["name"].Text, SentRule.InTerraform);
        var separate = Separate
            .SelectMany(s => situation.Matcher.Named(s.Type, Acl, situation.Text("id") ?? "", situation.Change).Select(i => (Name: i.Attributes[s.Name].Text, Instance: i)))
            .ToDictionary(s => s.Instance, s => s.Name);
        var wholes =
            from row in situation.Rows.Where(r => r.Type?.Name is "aws_wafv2_web_acl" or "aws_wafv2_rule_group")
            let rules = row.Pairs.Select(p => p.Path).Where(p => p.StartsWith("Rules", StringComparison.Ordinal)).ToHashSet()
            from match in situation.Matcher.Match(row, situation.Change)
            let settings = Translation.Effects(row, situation, match.Instance, rules).Concat(WebAclActions.Effects(situation, match.Instance))
            from target in Whole(situation, match.Instance, sent, [.. settings], [.. separate.Values])
            select target;
        return [.. wholes, .. separate.Select(s => Single(s.Key, sent.GetValueOrDefault(s.Value)))];
    }

    private static bool IsWhole(Situation situation) =>
        situation.Change is { Source: "wafv2.amazonaws.com", Operation: "UpdateWebACL" or "UpdateRuleGroup" } && !RequestMembers.Each(situation.Request["rules"]).Any(r => r["name"].IsNull);

    private static IEnumerable<Target> Whole(Situation situation, ResourceInstance acl, Dictionary<string, Value> sent, List<AttributeEffect> settings, HashSet<string> separate)
    {
        var inline = acl.Attributes["rule"].Items.Select(r => r["name"].Text).ToHashSet();
        var ofAcl = sent.Where(r => !separate.Contains(r.Key) && (separate.Count == 0 || inline.Contains(r.Key))).Select(r => r.Value);
        var strangers = separate.Count == 0 ? [] : Strangers(situation, acl, sent.Where(r => !separate.Contains(r.Key) && !inline.Contains(r.Key)));
        return [new Target { Kind = TargetKind.Change, Instance = acl, Effects = [.. settings, Rules(acl, ofAcl)] }, .. strangers];
    }

    private static Target Single(ResourceInstance instance, Value? rule) => rule is null
        ? new Target { Kind = TargetKind.Delete, Instance = instance }
        : new Target { Kind = TargetKind.Recreate, Instance = instance, Effects = instance.Type == RuleType ? [.. Becomes(instance, rule)] : [AttributeEffect.Replace("priority", rule["priority"])] };

    // Beside rules that are resources, one that no state holds is an attachment, until a call no longer sends it.
    private static IEnumerable<Target> Strangers(Situation situation, ResourceInstance acl, IEnumerable<KeyValuePair<string, Value>> sent)
    {
        var known = situation.OpenAt(acl).Where(d => d.Path == RuleType).ToDictionary(d => d.InCloud["name"].Text);
        var here = sent.ToDictionary();
        return
        [
            .. known.Where(k => !here.ContainsKey(k.Key)).Select(k => new Target { Kind = TargetKind.Detach, Instance = acl, Type = RuleType, Key = k.Value.Element, Child = k.Value.InCloud }),
            .. here.Where(r => !known.ContainsKey(r.Key)).Select(r => Ownership.Added(acl, null, hasSeparate: true, null, RuleType, Value.MapOf((Acl, acl.Attributes["arn"]), ("name", Value.Of(r.Key))), Value.MapOf([KeyValuePair.Create(Acl, acl.Attributes["arn"]), .. r.Value.Members]))),
        ];
    }

    // The state's own spelling of an equal rule, so that a set does not see two elements in one.
    private static AttributeEffect Rules(ResourceInstance acl, IEnumerable<Value> sent) => AttributeEffect.Replace("rule", Value.ListOf(sent.Select(rule =>
        acl.Attributes["rule"].Items.FirstOrDefault(held => held["name"].Text == rule["name"].Text) is not { } held ? rule
            : SentRule.IsSame(held, rule) ? held
            : Value.MapOf(held.Members.Select(m => KeyValuePair.Create(m.Key, Part(m.Value, rule[m.Key])))))));

    private static IEnumerable<AttributeEffect> Becomes(ResourceInstance instance, Value rule) => OfRule.Select(a => AttributeEffect.Replace(a, Part(instance.Attributes[a], rule[a])));

    private static Value Part(Value held, Value sent) => SentRule.IsSame(held, sent) || (sent.IsNull && Meaning.IsEmpty(held)) ? held : sent;
}
