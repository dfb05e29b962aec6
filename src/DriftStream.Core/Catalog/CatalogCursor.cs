using System.Runtime.CompilerServices;

namespace DriftStream.Core.Catalog;

/// <summary>Reads the catalogue's numbers one after the other.</summary>
internal ref struct CatalogCursor(ReadOnlySpan<byte> bytes, int position = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; } = position;

    public byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw CatalogFile.Damaged("it ends in the middle of a record");

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number() => Position < _bytes.Length && _bytes[Position] < 0x80 ? _bytes[Position++] : LongNumber();

    /// <summary>A number that cannot be larger than the bytes that are left, because it counts them or records in them.</summary>
    public int Count()
    {
        var count = Number();
        return count <= _bytes.Length - Position ? count : throw CatalogFile.Damaged($"it announces {count} entries and ends before them");
    }

    public void Skip(int count) =>
        Position = (uint)count <= (uint)(_bytes.Length - Position) ? Position + count : throw CatalogFile.Damaged("it ends in the middle of a table");

    private int LongNumber()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw CatalogFile.Damaged("a number is out of range");
            }
        }

        throw CatalogFile.Damaged("a number has no end");
    }
}
