namespace DriftStream.Replay.Scanning;

/// <summary>The stretch of an unpacked content that is in memory. It slides, and grows where one record does not fit.</summary>
/// <param name="size">How many bytes it holds at first.</param>
internal sealed class LogWindow(int size)
{
    /// <summary>How far behind its end the window may be read; what is there means nothing.</summary>
    public const int Margin = 128;

    // GZipStream unpacks this much at once, so that a damaged file ends at the same byte however it is read.
    private const int Step = 1 << 16;

    /// <summary>The bytes; those from <see cref="Length"/> on mean nothing.</summary>
    public byte[] Bytes { get; private set; } = new byte[size + Margin];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>Where in the content the window begins.</summary>
    public long Start { get; private set; }

    /// <summary>Where in the content the window ends.</summary>
    public long End => Start + Length;

    private int Capacity => Bytes.Length - Margin;

    /// <summary>Begins with another content.</summary>
    public void Clear() => (Length, Start) = (0, 0);

    /// <summary>Whether more can be read without letting go of anything.</summary>
    public bool HasRoom => Capacity - Length >= Math.Min(Step, size);

    /// <summary>Lets go of the first bytes.</summary>
    public void Slide(int count)
    {
        Bytes.AsSpan(count, Length - count).CopyTo(Bytes);
        Length -= count;
        Start += count;
    }

    /// <summary>Makes room for more where nothing can be let go of.</summary>
    public void Grow()
    {
        var larger = new byte[Math.Min(Array.MaxLength, (2L * Capacity) + Margin)];
        Bytes.AsSpan(0, Length).CopyTo(larger);
        Bytes = larger;
    }

    /// <summary>Reads some more; false where there is no more.</summary>
    public bool Read(Stream source)
    {
        var count = source.Read(Bytes.AsSpan(Length, Math.Min(Step, Capacity - Length)));
        Length += count;
        return count > 0;
    }

    /// <summary>Makes the margin blank, so that blocks can be read beyond the end.</summary>
    public void ClearMargin() => Bytes.AsSpan(Length, Margin).Clear();
}
