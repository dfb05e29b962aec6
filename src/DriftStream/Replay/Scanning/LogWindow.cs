namespace DriftStream.Replay.Scanning;

/// <summary>
/// The stretch of an unpacked content that is being looked at. Most of it is looked at where it was unpacked to; only what stands
/// across two such arrays is copied, so the window has an array of its own for that, which grows where one record does not fit.
/// </summary>
internal sealed class LogWindow
{
    /// <summary>How far behind its end the window may be read; what is there means nothing.</summary>
    public const int Margin = 128;

    private byte[] _own = new byte[1 << 14];
    private int _lent;

    /// <summary>An empty window.</summary>
    public LogWindow() => Bytes = _own;

    /// <summary>The bytes; those from <see cref="Length"/> on mean nothing.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>Where in the content the window begins.</summary>
    public long Start { get; private set; }

    /// <summary>Where in the content the window ends.</summary>
    public long End => Start + Length;

    /// <summary>Begins with another content.</summary>
    public void Clear() => (Length, Start) = (0, 0);

    /// <summary>Lets go of the first bytes.</summary>
    public void Slide(int count)
    {
        _own.AsSpan(count, Length - count).CopyTo(_own);
        Length -= count;
        Start += count;
    }

    /// <summary>Copies some more bytes behind the others.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length + Margin > _own.Length)
        {
            Array.Resize(ref _own, (int)Math.Min(Array.MaxLength, Math.Max(2L * _own.Length, (long)Length + bytes.Length + Margin)));
            Bytes = _own;
        }

        bytes.CopyTo(_own.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Lets go of the first bytes and looks at another array, which has the same bytes as are left, and more behind them.</summary>
    /// <param name="bytes">The array.</param>
    /// <param name="count">How many of its bytes belong to the content. The last are only taken by <see cref="Return"/>, because reading a bit too far must do no harm.</param>
    /// <param name="gone">How many bytes are let go of.</param>
    public void Borrow(byte[] bytes, int count, int gone)
    {
        Start += gone;
        (Bytes, _lent, Length) = (bytes, count, Math.Max(0, Math.Min(count, bytes.Length - Margin)));
    }

    /// <summary>Looks at its own array again, with what is still needed of the other one.</summary>
    /// <param name="gone">How many bytes are let go of.</param>
    public void Return(int gone)
    {
        var needed = Bytes.AsSpan(gone.._lent);
        Start += gone;
        (Bytes, Length) = (_own, 0);
        Append(needed);
    }

    /// <summary>Makes the margin blank, so that blocks can be read beyond the end.</summary>
    public void ClearMargin() => Bytes.AsSpan(Length, Margin).Clear();
}
