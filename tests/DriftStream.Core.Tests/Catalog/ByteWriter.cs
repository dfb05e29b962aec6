using System.Buffers;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Writes what <c>CatalogCursor</c> reads.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Byte(int value) => _bytes.Write([checked((byte)value)]);

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Number(int value)
    {
        var rest = checked((uint)value);
        for (; rest >= 0x80; rest >>= 7)
        {
            Byte((int)(rest & 0x7F) | 0x80);
        }

        Byte((int)rest);
    }

    public void List<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }
}
