using System.Buffers;

namespace DriftStream.Core.Terraform;

/// <summary>Reads the attributes of a state's instances in their order, many with one look into the content.</summary>
internal sealed class AttributeWindow(InstanceRow[] rows, int[]? picked, ReadOnlyMemory<byte>[] converted, StateContent content) : IDisposable
{
    private const int Usual = 1 << 18;
    private byte[] _room = [];
    private ReadOnlyMemory<byte> _seen;
    private int _start;

    /// <summary>The attributes of an instance, good until the next call.</summary>
    public ReadOnlySpan<byte> Of(int number)
    {
        var row = rows[picked is null ? number : picked[number]];
        if (row.Start < 0)
        {
            return converted[~row.Start].Span;
        }

        if (row.Start < _start || row.Start + row.Length > _start + _seen.Length)
        {
            MoveTo(row);
        }

        return _seen.Span.Slice(row.Start - _start, row.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_room);

    private void MoveTo(InstanceRow row)
    {
        var length = Math.Min(Math.Max(row.Length, Usual), content.Length - row.Start);
        if (_room.Length < length)
        {
            ArrayPool<byte>.Shared.Return(_room);
            _room = ArrayPool<byte>.Shared.Rent(length);
        }

        (_start, _seen) = (row.Start, content.Read(row.Start, length, _room));
    }
}
