namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Rules in their order. What is ignored does not depend on the order, only which of several rules is named for it.</summary>
/// <param name="rules">The rules.</param>
public sealed class IgnoreRules(IReadOnlyList<IgnoreRule> rules)
{
    /// <summary>No rule.</summary>
    public static IgnoreRules None { get; } = new([]);

    /// <summary>The rules in their order.</summary>
    public IReadOnlyList<IgnoreRule> All => rules;

    /// <summary>The rules that fit; null where none does.</summary>
    internal RulesAtHand? For(IgnoreSubject subject)
    {
        List<IgnoreRule>? fitting = null;
        foreach (var rule in rules)
        {
            if (RuleCriteria.Fit(rule, subject))
            {
                (fitting ??= []).Add(rule);
            }
        }

        return fitting is null ? null : new(fitting, subject);
    }
}
