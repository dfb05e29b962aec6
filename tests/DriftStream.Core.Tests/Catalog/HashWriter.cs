using System.Buffers.Binary;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Writes what <c>HashIndex</c> reads.</summary>
internal static class HashWriter
{
    public static void Write(ByteWriter writer, IReadOnlyList<uint> hashes)
    {
        var slots = new ushort[HashIndex.SlotsFor(hashes.Count)];
        for (var record = 0; record < hashes.Count; record++)
        {
            var slot = hashes[record] & (slots.Length - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = checked((ushort)(record + 1));
        }

        writer.Number(hashes.Count);
        Span<byte> two = stackalloc byte[sizeof(ushort)];
        foreach (var slot in slots)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(two, slot);
            writer.Bytes(two);
        }
    }
}
