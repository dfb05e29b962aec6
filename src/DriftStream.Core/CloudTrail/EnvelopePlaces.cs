using System.Globalization;

namespace DriftStream.Core.CloudTrail;

/// <summary>Says where in a content something was found, in words that lead a person to it.</summary>
/// <param name="content">The bytes that positions count in.</param>
/// <param name="where">The wrapping that carried the content as text; empty for the input itself.</param>
/// <param name="cut">What is no longer in the content; null where nothing is missing.</param>
internal sealed class EnvelopePlaces(ReadOnlyMemory<byte> content, string where, EnvelopeCut? cut = null)
{
    private int _line = 1;
    private int _lineCountedTo;

    /// <summary>The name of a list for the places in it.</summary>
    public static string List(EnvelopePlace outer, string? list) =>
        outer.List is null ? list ?? "" : list is null or "" ? Name(outer) : $"{Name(outer)}.{list}";

    /// <summary>How notes about a text that is carried here begin.</summary>
    public string Inside(EnvelopePlace place) => $"{where}{(place.List is null ? "" : Name(place) + ", ")}carried text: ";

    /// <summary>One sentence about the content.</summary>
    public string Sentence(string statement) => $"{where}{statement}.";

    /// <summary>One sentence about a place.</summary>
    public string Sentence(EnvelopePlace place, int position, string statement) => $"{where}{At(place, position)} {statement}.";

    /// <summary>An element that is broken.</summary>
    public string Broken(EnvelopePlace place, int start, EnvelopeBreak broken) =>
        Sentence(place, start, $"cannot be read beyond byte {Whole(broken.Position)}: {broken.Reason ?? "it is not JSON"}");

    /// <summary>A value at the top that is broken.</summary>
    public string Broken(int start, EnvelopeBreak broken) => Broken(EnvelopePlace.Top, start, broken);

    /// <summary>Lines that hold neither an object nor a list.</summary>
    public EnvelopeItem NoDocument(int start, int end)
    {
        var bytes = content[start..end];
        var first = bytes.Span[0];
        var what = bytes.Span.StartsWith("null"u8)
            ? "is null and holds no record"
            : $"is no JSON object: it begins with {(first is > 0x20 and < 0x7F ? $"'{(char)first}'" : $"byte 0x{first:X2}")}";
        return EnvelopeItem.Unreadable(bytes, Sentence(EnvelopePlace.Top, start, what));
    }

    private static string Name(EnvelopePlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.List}[{place.Index}]");

    private string At(EnvelopePlace place, int position) =>
        place.List is null ? $"{(where.Length == 0 ? "Line" : "line")} {Line(position)} (byte {Whole(position)})" : $"{Name(place)} (byte {Whole(position)})";

    private long Whole(int position) => cut?.Whole(position) ?? position;

    // Complaints come in the order of the content, so that each line feed is counted once.
    private int Line(int position)
    {
        if (position > _lineCountedTo)
        {
            _line += content.Span[_lineCountedTo..position].Count((byte)'\n');
            _lineCountedTo = position;
        }

        return position < cut?.At ? _line : _line + (cut?.Lines ?? 0);
    }
}
