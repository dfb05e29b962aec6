using System.Text.RegularExpressions;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>Finds what may be meant and probably is not: names that the catalogue does not know, rules that are over.</summary>
internal sealed partial class RuleDoubts(EventCatalog catalog, DateTimeOffset now)
{
    private static readonly string[] Implicit = ["id", "region", "timeouts", "tags", "tags_all"];

    /// <summary>A sentence for each doubt, each beginning with what the rule does.</summary>
    public IEnumerable<string> About(IgnoreRule rule)
    {
        if (rule.Expires <= now)
        {
            yield return $"expired at {rule.Expires:yyyy-MM-dd HH:mm}Z: it covers no event after that. Remove it, or give it a later date.";
        }

        var types = Types(rule).Distinct().ToList();
        foreach (var type in types.Where(t => catalog.Type(t) is null))
        {
            yield return $"names type '{TerminalText.Clean(type)}', which the catalogue does not know, so it may cover nothing.{Advice(type, catalog.Types)}";
        }

        // Only where the rule names all its types can an attribute be none of theirs.
        var known = types.Select(catalog.Type).OfType<ResourceType>().ToList();
        var namesAll = known.Count > 0 && known.Count == types.Count && !rule.Type.Patterns.Any(IsWild) && rule.Address.Patterns.All(TypeInAddress().IsMatch);
        var names = known.SelectMany(t => t.Attributes.Keys).Concat(Implicit).ToHashSet(StringComparer.Ordinal);
        foreach (var attribute in namesAll ? rule.Attributes.Where(a => !IsKnown(a, names)) : [])
        {
            yield return $"names attribute '{attribute}', which {string.Join(" and ", types)} {(types.Count == 1 ? "does" : "do")} not have, so it may cover nothing.{Advice(attribute.Names[0], names)}";
        }
    }

    private bool IsKnown(AttributePattern attribute, HashSet<string> names) =>
        IsWild(attribute.Names[0]) || names.Contains(attribute.Names[0]) || catalog.Type(attribute.Names[0]) is not null;

    // The types that a rule names without wildcards, itself or within its addresses.
    private static IEnumerable<string> Types(IgnoreRule rule)
    {
        var named = rule.Type.Patterns.Concat(rule.Address.Patterns.SelectMany(a => TypeInAddress().Matches(a).Select(m => m.Value)));
        return named.Where(t => !IsWild(t));
    }

    private static bool IsWild(string pattern) => pattern.Contains('*', StringComparison.Ordinal);

    private static string Advice(string written, IEnumerable<string> names) => ClosestName.Of(written, names) is { } closest ? $" Did you mean {closest}?" : "";

    [GeneratedRegex(@"(?<=^|\.)aws_[a-z0-9_]+(?=\.)")]
    private static partial Regex TypeInAddress();
}
