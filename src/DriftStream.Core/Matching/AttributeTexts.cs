using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Reads the texts of one attribute, wherever its path leads.</summary>
internal static class AttributeTexts
{
    /// <summary>The texts that an attribute holds, through blocks and lists.</summary>
    public static IReadOnlyList<string> Of(ResourceInstance instance, string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal) && instance.Attributes[path] is { Kind: not ValueKind.List } only)
        {
            return only is { IsScalar: true, Text.Length: > 0 } ? [only.Text] : [];
        }

        var texts = new List<string>();
        Add(texts, instance.Attributes, path);
        return texts;
    }

    private static void Add(List<string> texts, Value map, ReadOnlySpan<char> path)
    {
        var end = path.IndexOf('.');
        var at = map.Find(end < 0 ? path : path[..end], StringComparison.Ordinal) ?? Value.Null;
        var count = at.Kind == ValueKind.List ? at.Items.Count : 1;
        for (var i = 0; i < count; i++)
        {
            var element = at.Kind == ValueKind.List ? at.Items[i] : at;
            if (end >= 0)
            {
                Add(texts, element, path[(end + 1)..]);
            }
            else if (element is { IsScalar: true, Text.Length: > 0 })
            {
                texts.Add(element.Text);
            }
        }
    }
}
