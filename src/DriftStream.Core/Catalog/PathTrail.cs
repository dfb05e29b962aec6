namespace DriftStream.Core.Catalog;

/// <summary>Reads paths that say how many leading segments they share with the path before.</summary>
internal sealed class PathTrail(StringTable strings)
{
    public const int MostShared = 15;

    private string[] _segments = new string[16];
    private string _last = "";

    public string Next(ref CatalogCursor cursor)
    {
        var head = cursor.Number();
        var shared = head & MostShared;
        var length = shared + (head >> 4);
        if (length == 0)
        {
            return _last;
        }

        if (length > _segments.Length)
        {
            Array.Resize(ref _segments, Math.Min(length, 256) * 2);
        }

        for (var i = shared; i < length; i++)
        {
            _segments[i] = strings[cursor.Number()];
        }

        return _last = length == 1 ? _segments[0] : string.Join('.', _segments, 0, length);
    }

    public IReadOnlyList<string> List(ref CatalogCursor cursor, int count)
    {
        var paths = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
        {
            paths[i] = Next(ref cursor);
        }

        return paths;
    }
}
