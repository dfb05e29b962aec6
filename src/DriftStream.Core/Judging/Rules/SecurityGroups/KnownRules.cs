using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Inline rules that earlier events told with their ids: later calls name a rule by its id alone, and no state holds that of an inline rule.</summary>
internal static class KnownRules
{
    /// <summary>The places that a call on an inline rule decides: the rule, and what its id stands for.</summary>
    public static IReadOnlyList<DecidedPlace> Places(SourceRule rule) => rule.Id is null
        ? [new(rule.Place, rule.Key)]
        : [new(rule.Place, rule.Key), new(SourceRule.IdName, rule.Id) { Child = rule.ToChild() }];

    /// <summary>The rule that an id stands for in a group; null where no event told it.</summary>
    public static SourceRule? ById(Situation situation, ResourceInstance group, string? id) => id is null
        ? null
        : situation.KnownAt(group)
            .Where(d => d.Path == SourceRule.IdName && d.Element == id)
            .SelectMany(d => SourceRule.FromElement(d.InCloud, d.InCloud["type"].Text == "egress"))
            .Select(r => r with { Id = id })
            .FirstOrDefault();
}
