namespace DriftStream.Core.Catalog;

/// <summary>Which types a request member's value identifies, read whole when first asked for.</summary>
internal sealed class OwnerTable
{
    private readonly Dictionary<(string Source, string Member), IReadOnlyList<ResourceType>> _owners = new(new KeyComparer());

    public OwnerTable(RecordTable records, StringTable strings, TypeTable types)
    {
        for (var source = 0; source < records.Count; source++)
        {
            var cursor = new CatalogCursor(records[source]);
            var name = strings[cursor.Number()];
            for (var members = cursor.Count(); members > 0; members--)
            {
                var member = strings[cursor.Number()];
                var owners = new ResourceType[cursor.Count()];
                for (var i = 0; i < owners.Length; i++)
                {
                    owners[i] = types[cursor.Number()];
                }

                _owners.Add((name, member), owners);
            }
        }
    }

    public IReadOnlyList<ResourceType> Find(string source, string member) =>
        _owners.GetValueOrDefault((source, member)) ?? [];

    private sealed class KeyComparer : IEqualityComparer<(string Source, string Member)>
    {
        public bool Equals((string Source, string Member) x, (string Source, string Member) y) =>
            string.Equals(x.Source, y.Source, StringComparison.Ordinal)
            && string.Equals(x.Member, y.Member, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Source, string Member) obj) =>
            HashCode.Combine(
                obj.Source.GetHashCode(StringComparison.Ordinal),
                obj.Member.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
