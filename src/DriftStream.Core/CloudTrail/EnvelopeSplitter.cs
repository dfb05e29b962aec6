namespace DriftStream.Core.CloudTrail;

/// <summary>
/// Walks one content: a file, a message, or what a wrapping carried as text. Records are handed out as slices while the
/// walk goes on, so that what lies before a break is never lost.
/// </summary>
/// <param name="content">The bytes.</param>
/// <param name="where">What the notes say before a place: empty for the input itself, else the wrapping.</param>
/// <param name="wrappings">How many lists and wrappings lie around this content.</param>
/// <param name="cut">What is no longer in the content; null where nothing is missing.</param>
internal sealed class EnvelopeSplitter(ReadOnlyMemory<byte> content, string where, int wrappings, EnvelopeCut? cut = null)
{
    // Each of these searches may run to the end of the content, so a content made of breaks alone must not cause many.
    private const int MaxLongSearches = 8;

    private readonly EnvelopePlaces _places = new(content, where, cut);
    private int _elementsCut = cut?.Elements ?? 0;
    private int _position;
    private int _dealtWith;
    private int _longSearches;
    private bool _brokeBefore;
    private EnvelopeBreak? _break;

    /// <summary>Every item of the content, in order.</summary>
    public IEnumerable<EnvelopeItem> Items()
    {
        if (ContentEncoding.Complaint(content.Span) is { } complaint)
        {
            yield return EnvelopeItem.Unreadable(content, _places.Sentence($"The content {complaint}"));
            yield break;
        }

        _position = ContentEncoding.Start(content.Span);
        while (SkipToDocument())
        {
            foreach (var item in Document())
            {
                yield return item;
            }
        }
    }

    // One JSON value at the top: the whole file, or one line of many.
    private IEnumerable<EnvelopeItem> Document()
    {
        var start = _position;
        if (Current is not ((byte)'{' or (byte)'['))
        {
            _position = JsonSkim.NextJsonLine(content.Span, start);
            yield return _places.NoDocument(start, _position);
            yield break;
        }

        _break = null;
        foreach (var item in Value(EnvelopePlace.Top, start, wrappings))
        {
            yield return item;
        }

        if (_break is { } broken)
        {
            yield return GiveUp(start, broken);
        }
    }

    // A broken line costs that line. What is broken across lines ends at the next line that opens a value.
    private EnvelopeItem GiveUp(int start, EnvelopeBreak broken)
    {
        var from = Math.Max(start, _dealtWith);
        var line = content.Span[start..].IndexOf((byte)'\n');
        var endOfLine = line < 0 ? content.Length : start + line;
        if (broken.Position <= endOfLine)
        {
            _position = endOfLine;
        }
        else
        {
            _brokeBefore = true;
            _position = MayStillSearch() ? JsonSkim.NextJsonLine(content.Span, from) : content.Length;
        }

        return EnvelopeItem.Unreadable(content[from.._position], _places.Broken(start, broken));
    }

    private IEnumerable<EnvelopeItem> Value(EnvelopePlace place, int start, int depth)
    {
        if (depth > Envelope.MaxWrappings)
        {
            _break = new(start, $"It is wrapped more than {Envelope.MaxWrappings} times");
            return [];
        }

        return Current switch
        {
            (byte)'{' => Object(place, start, depth),
            (byte)'[' => TopList(place, start, depth),
            _ => Scalar(place, start),
        };
    }

    private IEnumerable<EnvelopeItem> Object(EnvelopePlace place, int start, int depth)
    {
        var outline = new ObjectOutline(content, start);
        while (true)
        {
            var stop = outline.Walk();
            _position = outline.Position;
            if (stop == OutlineStop.Broken)
            {
                _break = new(outline.Position, outline.Problem);
                yield break;
            }

            if (stop == OutlineStop.Complete)
            {
                break;
            }

            foreach (var item in Elements(EnvelopePlaces.List(place, outline.ListName), depth + 1))
            {
                yield return item;
            }

            if (_break is not null)
            {
                yield break;
            }

            outline.ResumeAt(_position);
        }

        foreach (var item in Unwrapping.Read(outline, _places, place, start, depth))
        {
            yield return item;
        }
    }

    private IEnumerable<EnvelopeItem> TopList(EnvelopePlace place, int start, int depth)
    {
        _position++;
        var any = false;
        foreach (var item in Elements(EnvelopePlaces.List(place, ""), depth + 1))
        {
            any = true;
            yield return item;
        }

        if (_break is not null)
        {
            yield break;
        }

        _position++;
        if (!any)
        {
            yield return EnvelopeItem.Unreadable(content[start.._position], _places.Sentence(place, start, "is an empty list"));
        }
    }

    // Stands behind the opening bracket; ends on the closing one, or with a break.
    private IEnumerable<EnvelopeItem> Elements(string list, int depth)
    {
        var first = _elementsCut;
        _elementsCut = 0;
        for (var index = first; SkipBlanks(); index++)
        {
            if (Current == ']')
            {
                yield break;
            }

            foreach (var item in Element(new(list, index), depth))
            {
                yield return item;
            }

            if (_break is not null)
            {
                yield break;
            }

            _dealtWith = _position;
            if (!SkipBlanks() || Current is not ((byte)',' or (byte)']'))
            {
                break;
            }

            _position += Current == ',' ? 1 : 0;
        }

        _break = new(_position, _position == content.Length ? "It ends in the middle" : "A comma or ']' is missing");
    }

    private IEnumerable<EnvelopeItem> Element(EnvelopePlace place, int depth)
    {
        var start = _position;
        _dealtWith = start;
        foreach (var item in Value(place, start, depth))
        {
            yield return item;
        }

        if (_break is { } broken && EndOfBrokenElement(start) is var end and > 0)
        {
            _break = null;
            _position = end;
            yield return EnvelopeItem.Unreadable(content[start..end], _places.Broken(place, start, broken));
        }
    }

    private IEnumerable<EnvelopeItem> Scalar(EnvelopePlace place, int start)
    {
        var end = JsonSkim.EndOf(content.Span, start);
        if (end < 0)
        {
            _break = new(start, "A value is missing");
            yield break;
        }

        _position = end;
        yield return EnvelopeItem.Unreadable(content[start..end], _places.Sentence(place, start, "is no object"));
    }

    private int EndOfBrokenElement(int start)
    {
        if (_longSearches >= MaxLongSearches)
        {
            return -1;
        }

        var end = JsonSkim.EndOf(content.Span, start);
        var next = end < 0 ? content.Length : JsonSkim.SkipBlanks(content.Span, end);
        if (next < content.Length && content.Span[next] is (byte)',' or (byte)']')
        {
            return end;
        }

        _longSearches++;
        return -1;
    }

    private bool MayStillSearch() => _longSearches++ < MaxLongSearches;

    private byte Current => content.Span[_position];

    private bool SkipBlanks()
    {
        _position = JsonSkim.SkipBlanks(content.Span, _position);
        return _position < content.Length;
    }

    // Behind a break, the brackets and commas that the broken value left over are no news.
    private bool SkipToDocument()
    {
        while (SkipBlanks() && _brokeBefore && Current is (byte)',' or (byte)']' or (byte)'}')
        {
            _position++;
        }

        return _position < content.Length;
    }
}
