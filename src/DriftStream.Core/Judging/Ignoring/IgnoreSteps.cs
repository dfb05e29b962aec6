namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Tells which rule covered what, and which ones nearly did. For people only.</summary>
internal static class IgnoreSteps
{
    private const int Most = 3;

    /// <summary>The sentences about one resource.</summary>
    /// <param name="rules">All rules.</param>
    /// <param name="subject">What they were held against.</param>
    /// <param name="swallowed">What they covered.</param>
    /// <param name="left">The paths of the changes that they did not cover; empty where it is about the resource as a whole.</param>
    public static string Of(IgnoreRules rules, IgnoreSubject subject, IReadOnlyList<Swallowed> swallowed, IReadOnlyList<string> left)
    {
        var covered = swallowed.GroupBy(s => s.Rule).Select(g => Covered(g.Key, [.. g.Select(s => s.Path).Distinct()])).ToList();
        var near = NearMisses(rules, subject, left).Take(Most).ToList();
        return string.Join("\n", covered.Count + near.Count == 0 ? [None(rules.All.Count)] : covered.Concat(near));
    }

    /// <summary>The sentences where nothing was left to say.</summary>
    public static string Of(IReadOnlyList<Swallowed> swallowed) =>
        string.Join("\n", swallowed.GroupBy(s => s.Rule).Select(g => Covered(g.Key, [.. g.Select(s => s.Path).Distinct()])));

    private static string Covered(IgnoreRule rule, IReadOnlyList<string> paths)
    {
        var what = paths is [""] ? "it" : string.Join(", ", paths.Where(p => p.Length > 0));
        var because = (rule.Owner, rule.Reason) switch
        {
            (null, null) => "",
            (null, { } reason) => $" ({reason})",
            ({ } owner, null) => $" ({owner})",
            var (owner, reason) => $" ({owner}: {reason})",
        };
        return $"Rule {rule.Name} covers {what}{because}.";
    }

    private static IEnumerable<string> NearMisses(IgnoreRules rules, IgnoreSubject subject, IReadOnlyList<string> left)
    {
        foreach (var rule in rules.All)
        {
            List<string> misses = [.. RuleCriteria.Misses(rule, subject), .. MissedParts(rule, subject, left)];
            if (misses is [var only] && NamesResource(rule, subject))
            {
                yield return $"Rule {rule.Name} is close: {only}.";
            }
        }
    }

    // A rule that asks for nothing of the resource is close to everything.
    private static bool NamesResource(IgnoreRule rule, IgnoreSubject subject) =>
        (!rule.Address.IsAny && rule.Address.Fit(subject.Addresses))
        || (!rule.Type.IsAny && rule.Type.Fit(subject.Type))
        || (!rule.Id.IsAny && rule.Id.Fit(subject.Ids));

    private static IEnumerable<string> MissedParts(IgnoreRule rule, IgnoreSubject subject, IReadOnlyList<string> left)
    {
        if (rule.Attributes.Count > 0 && !left.Any(path => rule.Attributes.Any(a => a.Covers(path) || a.CoversChild(path))))
        {
            yield return $"its attribute is {string.Join(" or ", rule.Attributes)}, and here it is {(left.Count == 0 ? "the resource as a whole" : string.Join(", ", left))}";
        }
        else if (rule.Exemptions.FirstOrDefault(e => e.Type.Fit(subject.Type) && e.Id.Fit(subject.Ids)) is { } exempt)
        {
            yield return $"it leaves {exempt} alone";
        }
    }

    private static string None(int count) => count == 1 ? "The one rule there is does not cover it." : $"None of {count} rules covers it.";
}
