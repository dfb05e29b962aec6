using System.Text;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>One line of a <c>.driftignore</c> file: <c>type</c>, <c>type.id</c> or <c>type.id.attribute.path</c>.</summary>
/// <param name="Type">The type's pattern.</param>
/// <param name="Id">The id's pattern.</param>
/// <param name="Attribute">The attribute; null where the whole resource is meant.</param>
/// <param name="IsNegated">The line takes back what earlier ones ignored.</param>
internal sealed record DriftIgnoreLine(Globs Type, Globs Id, AttributePattern? Attribute, bool IsNegated)
{
    /// <summary>Reads a line that is neither empty nor a comment; null where it cannot be meant.</summary>
    public static DriftIgnoreLine? Read(string line, EventCatalog catalog)
    {
        var isNegated = line.StartsWith('!');
        var parts = Split(isNegated ? line[1..] : line);
        if (parts.Exists(p => p.Length == 0))
        {
            return null;
        }

        var type = parts[0];
        return parts.Count switch
        {
            1 => new(new(type), Globs.Any, null, isNegated),
            2 => new(new(type), Ids(parts[1]), null, isNegated),
            _ when NamesAttribute(catalog.Type(type), parts[2]) => new(new(type), Ids(parts[1]), Path(parts[2..]), isNegated),

            // Ids have dots, too, and not everybody escapes them.
            _ => new(new(type), Ids(string.Join('.', parts[1..])), null, isNegated),
        };
    }

    private static bool NamesAttribute(ResourceType? type, string name) =>
        type is null || name.Contains('*', StringComparison.Ordinal) || type.Attributes.Keys.Append("tags_all").Contains(name, StringComparer.OrdinalIgnoreCase);

    // Older versions spelt attributes in capitals and counted list elements.
    private static AttributePattern Path(List<string> names)
    {
        var root = names[0].ToLowerInvariant();
        return AttributePattern.Glob([root == "tags_all" ? "tags" : root, .. names[1..].Where(n => !n.All(char.IsAsciiDigit))]);
    }

    // What has no id known fits no pattern, but any id is no id to ask for.
    private static Globs Ids(string pattern) => pattern.All(c => c == '*') ? Globs.Any : new(pattern);

    // At dots that no backslash stands before.
    private static List<string> Split(string line)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length)
            {
                part.Append(line[++at]);
            }
            else if (line[at] == '.')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(line[at]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
