using System.Buffers;

namespace DriftStream.Replay.Ordering;

/// <summary>
/// Room for entries, in pieces that stay where they are: one array that grows would leave its smaller ones behind, and arrays
/// as large as that are only collected with everything else.
/// </summary>
internal sealed class EntryPieces : IDisposable
{
    private const int First = 1 << 16;
    private const int Usual = 1 << 20;
    private readonly List<byte[]> _pieces = [];
    private int _last = -1;
    private int _end;

    /// <summary>How many bytes the entries have.</summary>
    public int Used { get; private set; }

    /// <summary>The piece of that number.</summary>
    public byte[] Of(int piece) => _pieces[piece];

    /// <summary>Finds room for one more entry.</summary>
    public (int Piece, int Offset) Reserve(int length)
    {
        if (_last < 0 || _pieces[_last].Length - _end < length)
        {
            (_last, _end) = (_last + 1, 0);
            Provide(length);
        }

        var offset = _end;
        (_end, Used) = (_end + length, Used + length);
        return (_last, offset);
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => (_last, _end, Used) = (-1, 0, 0);

    public void Dispose()
    {
        _pieces.ForEach(piece => ArrayPool<byte>.Shared.Return(piece));
        _pieces.Clear();
        Clear();
    }

    private void Provide(int length)
    {
        if (_last < _pieces.Count && _pieces[_last].Length >= length)
        {
            return;
        }

        var piece = ArrayPool<byte>.Shared.Rent(Math.Max(length, _last == 0 ? First : Usual));
        if (_last == _pieces.Count)
        {
            _pieces.Add(piece);
            return;
        }

        ArrayPool<byte>.Shared.Return(_pieces[_last]);
        _pieces[_last] = piece;
    }
}
