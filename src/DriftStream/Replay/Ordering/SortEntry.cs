using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DriftStream.Replay.Ordering;

/// <summary>One entry of a sort as it lies in memory and in temporary files: length, key, tag, payload.</summary>
/// <param name="bytes">The whole entry.</param>
internal readonly ref struct SortEntry(ReadOnlySpan<byte> bytes)
{
    private const int IdLengthAt = 4;
    private const int TicksAt = 8;
    private const int PrintAt = 16;
    private const int TagAt = 32;
    private const int IdAt = 36;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The first part of its key.</summary>
    public long Ticks => BinaryPrimitives.ReadInt64LittleEndian(_bytes[TicksAt..]);

    /// <summary>The second part of its key.</summary>
    public ReadOnlySpan<char> Id => MemoryMarshal.Cast<byte, char>(_bytes.Slice(IdAt, IdBytes));

    /// <summary>The last part of its key.</summary>
    public UInt128 Print => BinaryPrimitives.ReadUInt128LittleEndian(_bytes[PrintAt..]);

    /// <summary>What its writer wants to know of it.</summary>
    public int Tag => BinaryPrimitives.ReadInt32LittleEndian(_bytes[TagAt..]);

    /// <summary>What is sorted.</summary>
    public ReadOnlySpan<byte> Payload => _bytes[(IdAt + IdBytes)..];

    private int IdBytes => BinaryPrimitives.ReadInt32LittleEndian(_bytes[IdLengthAt..]);

    /// <summary>How many bytes come before a length can be told.</summary>
    public static int LengthSize => sizeof(int);

    /// <summary>The length of the entry that begins here.</summary>
    public static int LengthAt(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    /// <summary>How long an entry will be.</summary>
    public static int LengthOf(SortKey key, int payload) => checked(IdAt + (key.Id.Length * sizeof(char)) + payload);

    /// <summary>Writes an entry; the room is exactly as long as it.</summary>
    public static void Write(Span<byte> room, SortKey key, int tag, ReadOnlySpan<byte> payload)
    {
        var id = MemoryMarshal.AsBytes(key.Id.AsSpan());
        BinaryPrimitives.WriteInt32LittleEndian(room, room.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room[IdLengthAt..], id.Length);
        BinaryPrimitives.WriteInt64LittleEndian(room[TicksAt..], key.Ticks);
        BinaryPrimitives.WriteUInt128LittleEndian(room[PrintAt..], key.Print);
        BinaryPrimitives.WriteInt32LittleEndian(room[TagAt..], tag);
        id.CopyTo(room[IdAt..]);
        payload.CopyTo(room[(IdAt + id.Length)..]);
    }

    /// <summary>The order of two entries by their keys.</summary>
    public int CompareTo(SortEntry other)
    {
        var byTicks = Ticks.CompareTo(other.Ticks);
        var byId = byTicks != 0 ? byTicks : Id.SequenceCompareTo(other.Id);
        return byId != 0 ? byId : Print.CompareTo(other.Print);
    }
}
