namespace DriftStream.Core.Catalog;

/// <summary>Attribute lists, each written once however many types share it.</summary>
internal sealed class AttributeBlocks(RecordTable records, StringTable strings)
{
    private readonly AttributeBlock?[] _blocks = new AttributeBlock?[records.Count];

    public AttributeBlock this[int number] =>
        _blocks[number] ?? Interlocked.CompareExchange(ref _blocks[number], new(this, number), null) ?? _blocks[number]!;

    public Dictionary<string, AttributeFacts> Decode(int number)
    {
        var cursor = new CatalogCursor(records[number]);
        var count = cursor.Count();
        var attributes = new Dictionary<string, AttributeFacts>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = strings[cursor.Number()];
            attributes.Add(name, Attribute(ref cursor));
        }

        return attributes;
    }

    private AttributeFacts Attribute(ref CatalogCursor cursor)
    {
        var bits = (AttributeBits)cursor.Number();
        return new()
        {
            Kind = (AttributeKind)(bits & AttributeBits.Kind),
            IsRequired = bits.HasFlag(AttributeBits.Required),
            IsOptional = bits.HasFlag(AttributeBits.Optional),
            IsComputed = bits.HasFlag(AttributeBits.Computed),
            IsSensitive = bits.HasFlag(AttributeBits.Sensitive),
            IsWriteOnly = bits.HasFlag(AttributeBits.WriteOnly),
            IsDeprecated = bits.HasFlag(AttributeBits.Deprecated),
            ForcesReplacement = bits.HasFlag(AttributeBits.ForcesReplacement),
            IsBlock = bits.HasFlag(AttributeBits.Block),
            Default = bits.HasFlag(AttributeBits.HasDefault) ? strings[cursor.Number()] : null,
            Suppressor = bits.HasFlag(AttributeBits.HasSuppressor) ? strings[cursor.Number()] : null,
            Nested = bits.HasFlag(AttributeBits.HasNested) ? this[cursor.Number()] : AttributeFacts.None,
        };
    }
}
