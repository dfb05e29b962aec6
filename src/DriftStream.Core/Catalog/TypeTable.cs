namespace DriftStream.Core.Catalog;

/// <summary>The resource types, decoded when first asked for.</summary>
internal sealed class TypeTable(RecordTable records, HashIndex index, StringTable strings, AttributeBlocks blocks)
{
    private readonly ResourceType?[] _types = new ResourceType?[records.Count];

    public int Count => records.Count;

    public ResourceType this[int number] =>
        _types[number] ?? Interlocked.CompareExchange(ref _types[number], Decode(number), null) ?? _types[number]!;

    public ResourceType? Find(string name)
    {
        foreach (var candidate in index.Of(HashIndex.Hash(name)))
        {
            if (Name(candidate) == name)
            {
                return this[candidate];
            }
        }

        return null;
    }

    public string Name(int number) => strings[new CatalogCursor(records[number]).Number()];

    /// <summary>The types of a provider package that can be tagged.</summary>
    public IReadOnlyList<ResourceType> Tagged(string package)
    {
        var found = new List<ResourceType>();
        for (var number = 0; number < records.Count; number++)
        {
            var cursor = new CatalogCursor(records[number]);
            cursor.Number();
            if (strings[cursor.Number()] == package && ((TypeBits)cursor.Number()).HasFlag(TypeBits.HasTag))
            {
                found.Add(this[number]);
            }
        }

        return found;
    }

    private ResourceType Decode(int number)
    {
        var cursor = new CatalogCursor(records[number]);
        var name = strings[cursor.Number()];
        var package = strings[cursor.Number()];
        var bits = (TypeBits)cursor.Number();
        return new()
        {
            Name = name,
            Package = package,
            IsGlobal = bits.HasFlag(TypeBits.Global),
            TagAttribute = bits.HasFlag(TypeBits.HasTag) ? strings[cursor.Number()] : null,
            IdAttributes = strings.List(ref cursor),
            Identity = strings.List(ref cursor),
            ReadCalls = strings.List(ref cursor),
            KeyAttributes = strings.List(ref cursor),
            Attributes = blocks[cursor.Number()],
        };
    }
}
