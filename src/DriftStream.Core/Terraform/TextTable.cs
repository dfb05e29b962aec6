using System.Text;

namespace DriftStream.Core.Terraform;

/// <summary>One string for each different text of a state's names.</summary>
internal sealed class TextTable
{
    private const int MostBytes = 256;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of these bytes.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> room = stackalloc char[MostBytes];
        var text = room[..Encoding.UTF8.GetChars(utf8, room)];
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var made = text.ToString();
        _known.Set.Add(made);
        return made;
    }
}
