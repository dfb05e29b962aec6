namespace DriftStream.Core.Catalog;

/// <summary>Finds members of one call whose names differ in their number only, PublicKey and PublicKeys: elsewhere the two spellings mean the same.</summary>
internal static class MemberTwins
{
    private static readonly string[] Endings = ["s", "es", "List", "Set"];

    /// <summary>The row with the twins noted.</summary>
    public static EventRow Mark(EventRow row)
    {
        var twins = Twins(row.Pairs);
        return twins is null ? row : row with { Pairs = [.. row.Pairs.Select(p => p with { Twin = Prefixes(p.Path).Select(twins.GetValueOrDefault).FirstOrDefault(t => t is not null) })] };
    }

    private static Dictionary<string, string>? Twins(IReadOnlyList<MemberPair> pairs)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            // Neighbours share most of their paths.
            foreach (var path in Prefixes(pair.Path))
            {
                if (!paths.Add(path))
                {
                    break;
                }
            }
        }

        Dictionary<string, string>? twins = null;
        foreach (var path in paths)
        {
            foreach (var ending in Endings)
            {
                if (paths.TryGetValue(path + ending, out var many))
                {
                    twins ??= new(StringComparer.Ordinal);
                    (twins[path], twins[many]) = (many, path);
                }
            }
        }

        return twins;
    }

    // The whole path first, then what it is inside of.
    private static IEnumerable<string> Prefixes(string path)
    {
        yield return path;
        for (var end = path.LastIndexOf('.'); end > 0; end = path.LastIndexOf('.', end - 1))
        {
            yield return path[..end];
        }
    }
}
