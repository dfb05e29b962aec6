using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>Reads which attributes a state marks as sensitive.</summary>
internal static class SensitivePath
{
    /// <summary>The paths without list positions, <c>environment.variables</c>. What cannot be understood hides more, never less.</summary>
    public static IReadOnlyList<string> ReadAll(ReadOnlyMemory<byte> marks, ReadOnlyMemory<byte> attributes)
    {
        // Nearly all instances have "[]", which is not worth a list.
        if (marks.Length <= "[]".Length)
        {
            return [];
        }

        var paths = ValueReader.Read(marks.Span).Items.Select(Path).Distinct(StringComparer.Ordinal).ToList();
        return paths.Contains("") ? EveryAttribute(attributes) : paths;
    }

    private static string Path(Value mark) => mark.Kind switch
    {
        ValueKind.Text => string.Join('.', mark.Text.Split('.').Where(step => !long.TryParse(step, out _))),
        ValueKind.List => string.Join('.', Steps(mark.Items)),
        _ => "",
    };

    private static IEnumerable<string> Steps(IReadOnlyList<Value> steps)
    {
        foreach (var step in steps)
        {
            var value = step["value"];
            var key = step["type"].Text switch
            {
                "get_attr" => value,
                "index" => value.Kind == ValueKind.Map ? value["value"] : value,
                _ => Value.Null,
            };
            if (!key.IsScalar)
            {
                yield break;
            }

            if (key.Kind == ValueKind.Text && key.Text.Length > 0)
            {
                yield return key.Text;
            }
        }
    }

    private static List<string> EveryAttribute(ReadOnlyMemory<byte> attributes) =>
        attributes.IsEmpty ? [] : [.. ValueReader.Read(attributes.Span).Members.Select(m => m.Key)];
}
