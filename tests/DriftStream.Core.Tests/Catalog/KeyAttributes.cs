namespace DriftStream.Core.Tests.Catalog;

/// <summary>The attributes of each type that its rows compare an identifying member or an answered id with.</summary>
internal sealed class KeyAttributes
{
    private readonly Dictionary<string, SortedSet<string>> _byType = [];

    public KeyAttributes(CatalogFacts facts)
    {
        var rows =
            from source in facts.Events.EnumerateObject()
            from operation in source.Value.EnumerateObject()
            from row in operation.Value.EnumerateArray()
            select RowFacts.Read(row);
        foreach (var row in rows.Where(r => r.Type is not null))
        {
            if (!_byType.TryGetValue(row.Type!, out var keys))
            {
                _byType.Add(row.Type!, keys = new(StringComparer.Ordinal));
            }

            keys.UnionWith(row.Ids.Concat(row.Outs).SelectMany(member => member.Attributes));
        }
    }

    public IReadOnlyCollection<string> Of(string type) => _byType.TryGetValue(type, out var keys) ? keys : [];
}
