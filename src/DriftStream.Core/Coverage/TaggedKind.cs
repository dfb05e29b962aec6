using System.Text.RegularExpressions;

namespace DriftStream.Core.Coverage;

/// <summary>Tagging calls that say in their name what they tag: TagRole is about roles, PutBucketTagging about buckets.</summary>
internal static partial class TaggedKind
{
    /// <summary>Whether a tagging call can be about a type; one that names no kind can be about any.</summary>
    public static bool Fits(string operation, string type)
    {
        var kind = Kind().Match(operation).Groups["kind"].Value;
        return kind is "" or "Resource" or "Resources" || type.Replace("_", "", StringComparison.Ordinal).Contains(kind, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("^((Tag|Untag)(?<kind>[A-Z]\\w*)|(Put|Delete)(?<kind>\\w+)Tagging)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();
}
