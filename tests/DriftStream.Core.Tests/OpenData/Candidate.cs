using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>One row of the catalogue on one type that it may mean: a tagging row means every taggable type of its packages.</summary>
internal sealed record Candidate(EventKey Key, EventRow Row, ResourceType Type)
{
    private static readonly Lazy<IReadOnlyList<Candidate>> Every = new(() => [.. from key in EventCatalog.Load().Events from row in Rows(key) from type in Types(key, row) select new Candidate(key, row, type)]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Candidate> All => Every.Value;

    /// <summary>The provider makes the call for this type; what it does is not only inferred.</summary>
    public bool IsSure => Row is { IsInferred: false, Weight: >= 2 };

    /// <summary>It is about tags of any type.</summary>
    public bool IsTagging => Row.Effect == RowEffect.Tag;

    /// <summary>The rows of an event.</summary>
    public static IReadOnlyList<EventRow> Rows(EventKey key) => EventCatalog.Load().Find(key.Source, key.Operation)!;

    /// <inheritdoc/>
    public override string ToString() => $"{Key.Source.Split('.')[0]}:{Key.Operation} on {Type.Name}";

    private static IEnumerable<ResourceType> Types(EventKey key, EventRow row) => row.Type is { } type ? [type] : Tagged(key, row);

    // TagRole names a role, ResourceArn names anything; an object has a bucket and a key, and the bucket of a call on objects is not what is tagged.
    private static IEnumerable<ResourceType> Tagged(EventKey key, EventRow row)
    {
        var kinds = row.Ids.Select(i => i.Path.Split('.')[^1]).Where(n => n is not ("Arn" or "ARN" or "Key") && !n.StartsWith("Resource", StringComparison.Ordinal)).SelectMany(n => EventCatalog.Load().Owners(key.Source, n)).ToHashSet();
        var isGeneral = row.Ids.Any(i => i.Path is "Arn" or "ARN" || i.Path.StartsWith("Resource", StringComparison.Ordinal));
        return row.TagPackages.SelectMany(EventCatalog.Load().TypesOf).Distinct().Where(t => key.Operation.EndsWith("ObjectTagging", StringComparison.Ordinal)
            ? t.Attributes.ContainsKey("key")
            : isGeneral || kinds.Count == 0 || kinds.Contains(t));
    }
}
