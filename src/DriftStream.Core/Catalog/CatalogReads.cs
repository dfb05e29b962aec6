namespace DriftStream.Core.Catalog;

/// <summary>Which response member shows which attribute, for every type; in a resource of its own, because only scans of single objects ask.</summary>
internal sealed class CatalogReads
{
    public const string Resource = "reads.bin";

    private static readonly Lazy<CatalogReads> Shared = new(() => new(CatalogFile.Embedded(Resource)));

    private readonly StringTable _strings;
    private readonly RecordTable _types;
    private readonly HashIndex _index;

    public CatalogReads(byte[] file)
    {
        var cursor = new CatalogCursor(file, CatalogFile.HeaderLength);
        _strings = StringTable.Read(file, ref cursor);
        _types = RecordTable.Read(file, ref cursor);
        _index = HashIndex.Read(file, ref cursor);
    }

    public static CatalogReads Load() => Shared.Value;

    public IReadOnlyList<ReadMember> Of(string type)
    {
        foreach (var candidate in _index.Of(HashIndex.Hash(type)))
        {
            var cursor = new CatalogCursor(_types[candidate]);
            if (_strings[cursor.Number()] == type)
            {
                return Members(ref cursor);
            }
        }

        return [];
    }

    private List<ReadMember> Members(ref CatalogCursor cursor)
    {
        var found = new List<ReadMember>();
        var members = new PathTrail(_strings);
        var attributes = new PathTrail(_strings);
        for (var operations = cursor.Count(); operations > 0; operations--)
        {
            var operation = _strings[cursor.Number()];
            for (var pairs = cursor.Count(); pairs > 0; pairs--)
            {
                var attribute = attributes.Next(ref cursor);
                found.Add(new(operation, members.Next(ref cursor), attribute));
            }
        }

        return found;
    }
}
