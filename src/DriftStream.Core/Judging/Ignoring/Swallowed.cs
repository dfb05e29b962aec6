namespace DriftStream.Core.Judging.Ignoring;

/// <summary>What a rule swallowed of a finding.</summary>
/// <param name="Path">The attribute, or a child's type; empty for the resource itself.</param>
/// <param name="Rule">The rule.</param>
internal readonly record struct Swallowed(string Path, IgnoreRule Rule)
{
    /// <summary>The rules' names, each once, in the order of what they swallowed.</summary>
    public static string Names(IEnumerable<Swallowed> all)
    {
        var names = all.Select(s => s.Rule.Name).Distinct().ToList();
        return (names.Count == 1 ? "the rule " : "the rules ") + string.Join(" and ", names);
    }
}
