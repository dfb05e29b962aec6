namespace DriftStream.Replay.Scanning;

/// <summary>Where one record lies in the window, and which stretches of it are its own: those between the objects nested in it.</summary>
internal sealed class RecordSpan
{
    private const int MostSegments = 250;
    private readonly int[] _segments = new int[2 * MostSegments];
    private int _segment;
    private int _count;

    /// <summary>Its opening brace.</summary>
    public int Start { get; private set; }

    /// <summary>The position behind its closing brace.</summary>
    public int End { get; set; }

    /// <summary>How long it is.</summary>
    public int Length => End - Start;

    /// <summary>Whether there may be a backslash in it.</summary>
    public bool MayEscape { get; set; }

    /// <summary>Whether it has more segments than were kept.</summary>
    public bool IsCrowded { get; private set; }

    /// <summary>How many segments there are.</summary>
    public int Segments => _count;

    /// <summary>Where a segment begins.</summary>
    public int From(int segment) => _segments[2 * segment];

    /// <summary>Where a segment ends: on the brace of the object behind it, or of the record.</summary>
    public int To(int segment) => _segments[(2 * segment) + 1];

    /// <summary>A record begins.</summary>
    public void Begin(int at)
    {
        (Start, _segment, _count, IsCrowded) = (at, at + 1, 0, false);
    }

    /// <summary>A stretch of its own begins.</summary>
    public void BeginSegment(int at) => _segment = at;

    /// <summary>A stretch of its own ends.</summary>
    public void EndSegment(int at)
    {
        if (_count == MostSegments)
        {
            IsCrowded = true;
            return;
        }

        (_segments[2 * _count], _segments[(2 * _count) + 1]) = (_segment, at);
        _count++;
    }

    /// <summary>Follows the window that let go of its first bytes.</summary>
    public void Slide(int count)
    {
        Start -= count;
        _segment -= count;
        foreach (ref var position in _segments.AsSpan(0, 2 * _count))
        {
            position -= count;
        }
    }
}
