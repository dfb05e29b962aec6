using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>JSON documents in attributes, policies among them.</summary>
internal static class JsonDocuments
{
    /// <summary>As it stands: policies by what they allow, others by their content.</summary>
    public static ValueComparer Comparer { get; } = new("JSON documents") { Documents = Comparing.Documents.Same };

    /// <summary>AWS adds empty members and leaves them out.</summary>
    public static ValueComparer Sparse { get; } = new("JSON documents without empty members")
    {
        Documents = (left, right) => Comparing.Documents.Parse(left) is { } a && Comparing.Documents.Parse(right) is { } b
            ? JsonText.Exact(JsonText.WithoutEmpty(a)) == JsonText.Exact(JsonText.WithoutEmpty(b))
            : Meaning.Same(left, right),
    };

    /// <summary>A template in either language; YAML is compared as text, but for line ends and blanks behind the lines.</summary>
    public static ValueComparer OrYaml { get; } = new("JSON or YAML documents")
    {
        Documents = (left, right) => Comparing.Documents.Same(left, right) || (left.Kind == ValueKind.Text && right.Kind == ValueKind.Text && Lines(left.Text) == Lines(right.Text)),
    };

    private static string Lines(string text) =>
        string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
