namespace DriftStream.Core.Catalog;

/// <summary>Decodes the rows of one event.</summary>
internal sealed class RowReader(StringTable strings, TypeTable types)
{
    private readonly PathTrail _members = new(strings);
    private readonly PathTrail _attributes = new(strings);

    public EventRow[] Rows(ref CatalogCursor cursor)
    {
        var rows = new EventRow[cursor.Count()];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Row(ref cursor);
        }

        return rows;
    }

    private EventRow Row(ref CatalogCursor cursor)
    {
        var bits = (RowBits)(cursor.Byte() | (cursor.Byte() << 8));
        var effect = (RowEffect)(bits & RowBits.Effect);
        return new()
        {
            Effect = effect,
            Weight = (int)(bits & RowBits.Weight) >> 3,
            IsSingleton = bits.HasFlag(RowBits.Singleton),
            IsInferred = bits.HasFlag(RowBits.Inferred),
            IsHandWritten = bits.HasFlag(RowBits.HandWritten),
            TagPackages = effect == RowEffect.Tag ? strings.List(ref cursor) : [],
            Type = effect == RowEffect.Tag ? null : types[cursor.Number()],
            Ids = bits.HasFlag(RowBits.HasIds) ? Ids(ref cursor) : [],
            Outs = bits.HasFlag(RowBits.HasOuts) ? Pairs(ref cursor) : [],
            Pairs = bits.HasFlag(RowBits.HasPairs) ? Pairs(ref cursor) : [],
            Touch = bits.HasFlag(RowBits.HasTouch) ? _attributes.List(ref cursor, cursor.Count()) : [],
            Spellings = bits.HasFlag(RowBits.HasSpellings) ? Spellings(ref cursor) : [],
        };
    }

    private IdMember[] Ids(ref CatalogCursor cursor)
    {
        var ids = new IdMember[cursor.Count()];
        for (var i = 0; i < ids.Length; i++)
        {
            var pair = Pair(ref cursor);
            ids[i] = new(pair.Path, pair.XmlPath, pair.Attributes, pair.IsWeak);
        }

        return ids;
    }

    private MemberPair[] Pairs(ref CatalogCursor cursor)
    {
        var pairs = new MemberPair[cursor.Count()];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = Pair(ref cursor);
        }

        return pairs;
    }

    /// <summary>Bit 0: with another XML spelling; bit 1: weak or approximate; the rest: how many attributes.</summary>
    private MemberPair Pair(ref CatalogCursor cursor)
    {
        var head = cursor.Number();
        var path = _members.Next(ref cursor);
        var xmlPath = (head & 1) != 0 ? strings[cursor.Number()] : null;
        return new(path, xmlPath, _attributes.List(ref cursor, head >> 2), (head & 2) != 0);
    }

    private MemberSpelling[] Spellings(ref CatalogCursor cursor)
    {
        var spellings = new MemberSpelling[cursor.Count()];
        for (var i = 0; i < spellings.Length; i++)
        {
            spellings[i] = new(_members.Next(ref cursor), strings[cursor.Number()]);
        }

        return spellings;
    }
}
