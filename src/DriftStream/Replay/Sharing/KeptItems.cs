using System.Buffers;
using System.Buffers.Binary;

namespace DriftStream.Replay.Sharing;

/// <summary>What an item among the kept is.</summary>
internal enum KeptKind : byte
{
    /// <summary>A record to judge, with its place in the order.</summary>
    Record,

    /// <summary>The hash of a session's key, and the record that opened the session.</summary>
    Opening,

    /// <summary>The hash of the key of a session that records ask for.</summary>
    Asked,
}

/// <summary>Writes what is kept of one object, one item behind another, in parts that are packed and sealed.</summary>
/// <param name="seal">Closes the parts.</param>
/// <param name="number">The object's number.</param>
internal sealed class KeptItems(KeptSeal seal, long number)
{
    private const int HeadSize = 1 + sizeof(int);
    private const int PartSize = 1 << 20;
    private readonly ArrayBufferWriter<byte> _part = new();
    private readonly List<byte[]> _parts = [];

    /// <summary>Adds an item.</summary>
    public void Add(KeptKind kind, ReadOnlySpan<byte> content) => Add(kind, [], content);

    /// <summary>Adds an item that has to do with a session's key.</summary>
    public void Add(KeptKind kind, ulong keyHash, ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, keyHash);
        Add(kind, hash, content);
    }

    /// <summary>All parts. Nothing may be added any more.</summary>
    public IReadOnlyList<byte[]> Complete()
    {
        ClosePart();
        return _parts;
    }

    /// <summary>Reads the items of one part.</summary>
    public static void Read(byte[] part, Action<KeptKind, ReadOnlyMemory<byte>> item)
    {
        for (var at = 0; at < part.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(at + 1));
            item((KeptKind)part[at], part.AsMemory(at + HeadSize, length));
            at += HeadSize + length;
        }
    }

    private void Add(KeptKind kind, ReadOnlySpan<byte> first, ReadOnlySpan<byte> content)
    {
        var length = first.Length + content.Length;
        var room = _part.GetSpan(HeadSize + length);
        room[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], length);
        first.CopyTo(room[HeadSize..]);
        content.CopyTo(room[(HeadSize + first.Length)..]);
        _part.Advance(HeadSize + length);
        if (_part.WrittenCount >= PartSize)
        {
            ClosePart();
        }
    }

    private void ClosePart()
    {
        if (_part.WrittenCount > 0)
        {
            _parts.Add(seal.Close(_part.WrittenSpan, number, _parts.Count));
            _part.ResetWrittenCount();
        }
    }
}
