using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Containers of tasks and batch jobs: AWS writes out defaults, and orders variables as it likes.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html</remarks>
internal static class ContainerDocuments
{
    public static ValueComparer Comparer { get; } = new("containers")
    {
        Documents = (left, right) => Documents.Parse(left) is { } a && Documents.Parse(right) is { } b ? Text(a) == Text(b) : Meaning.Same(left, right),
    };

    private static string Text(Value document) => JsonText.Exact(JsonText.WithoutEmpty(Plain(document)));

    private static Value Plain(Value value) => value.Kind switch
    {
        ValueKind.List => Value.ListOf(value.Items.Select(Plain)),
        ValueKind.Map => Value.MapOf(value.Members.Select(m => KeyValuePair.Create(Name(m.Key), Member(Name(m.Key), m.Value))).Where(m => !IsDefault(m.Key, m.Value))),
        _ => value,
    };

    private static string Name(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static Value Member(string name, Value value) => name switch
    {
        "environment" or "secrets" => Value.ListOf(Plain(value).Items.OrderBy(JsonText.Exact, StringComparer.Ordinal)),
        // A container that is not essential says so: that is not nothing.
        "essential" => Value.Of(value.Text),
        _ => Plain(value),
    };

    private static bool IsDefault(string name, Value value) => (name, value.Text) is ("essential", "true") or ("protocol", "tcp");
}
