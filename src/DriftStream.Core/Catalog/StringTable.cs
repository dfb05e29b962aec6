using System.Text;

namespace DriftStream.Core.Catalog;

/// <summary>Every text of the catalogue once, spelled as numbers of words and put together when first asked for.</summary>
internal sealed class StringTable(RecordTable words, RecordTable texts)
{
    /// <summary>No text is longer.</summary>
    public const int MostLetters = 1024;

    private readonly string?[] _decoded = new string?[texts.Count];

    public string this[int id] => _decoded[id] ?? Decode(id);

    public static StringTable Read(byte[] file, ref CatalogCursor cursor) =>
        new(RecordTable.Read(file, ref cursor), RecordTable.Read(file, ref cursor));

    /// <summary>A count and that many texts.</summary>
    public IReadOnlyList<string> List(ref CatalogCursor cursor)
    {
        var count = cursor.Count();
        var list = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = this[cursor.Number()];
        }

        return list;
    }

    /// <summary>The first number's lowest bit says whether underscores stand between the words.</summary>
    private string Decode(int id)
    {
        var record = texts[id];
        var cursor = new CatalogCursor(record);
        Span<char> letters = stackalloc char[MostLetters];
        var length = 0;
        var isSnake = false;
        while (cursor.Position < record.Length)
        {
            var word = cursor.Number();
            if (length == 0)
            {
                isSnake = (word & 1) != 0;
                word >>= 1;
            }
            else if (isSnake)
            {
                letters[length++] = '_';
            }

            length += Encoding.UTF8.GetChars(words[word], letters[length..]);
        }

        var text = new string(letters[..length]);
        return Interlocked.CompareExchange(ref _decoded[id], text, null) ?? text;
    }
}
