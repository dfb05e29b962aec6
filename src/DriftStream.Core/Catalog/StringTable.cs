using System.Text;

namespace DriftStream.Core.Catalog;

/// <summary>Every text of the catalogue once; decoded when first asked for.</summary>
internal sealed class StringTable(RecordTable records)
{
    private readonly string?[] _decoded = new string?[records.Count];

    public string this[int id] => _decoded[id] ?? Decode(id);

    public ReadOnlySpan<byte> Utf8(int id) => records[id];

    /// <summary>A count and that many texts.</summary>
    public IReadOnlyList<string> List(ref CatalogCursor cursor)
    {
        var count = cursor.Count();
        var texts = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = this[cursor.Number()];
        }

        return texts;
    }

    private string Decode(int id)
    {
        var text = Encoding.UTF8.GetString(records[id]);
        return Interlocked.CompareExchange(ref _decoded[id], text, null) ?? text;
    }
}
