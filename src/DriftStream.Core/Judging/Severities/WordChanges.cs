using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Changes that only concern what people read: tags, descriptions, comments.</summary>
internal static class WordChanges
{
    private static readonly string[] Roots = ["tags", "tags_all", "tag", "volume_tags", "description", "comment", "name_prefix"];

    /// <summary>Whether a change is one.</summary>
    public static bool Cover(ChangeFacts facts) =>
        Roots.Contains(facts.Root)
        || facts.Leaf is "description" or "comment" || facts.Leaf.EndsWith("_description", StringComparison.Ordinal)
        || facts.Path.Contains(".tags.", StringComparison.Ordinal)
        || (facts.Root == "value" && facts.Type.EndsWith("_tag", StringComparison.Ordinal))
        || IsReworded(facts.Change, facts.All);

    // One half of a rule whose description alone is another.
    private static bool IsReworded(Change change, IReadOnlyList<Change> all)
    {
        var (rule, isAdded) = change.After.IsNull ? (change.Before, false) : (change.After, true);
        return rule.Kind == ValueKind.Map && !rule["description"].IsNull && all.Any(other =>
            other.Path == change.Path && Meaning.Same((isAdded ? other.Before : other.After).With("description", null), rule.With("description", null)));
    }
}
