using System.Buffers.Binary;

namespace DriftStream.Core.Catalog;

/// <summary>An open-addressing table over the file's bytes: a slot holds a record's number plus one, 0 where it is free.</summary>
internal sealed class HashIndex
{
    private readonly byte[] _file;
    private readonly int _start;
    private readonly uint _mask;

    private HashIndex(byte[] file, int start, int slots)
    {
        _file = file;
        _start = start;
        _mask = (uint)slots - 1;
    }

    public static HashIndex Read(byte[] file, ref CatalogCursor cursor)
    {
        var slots = SlotsFor(cursor.Number());
        var start = cursor.Position;
        cursor.Skip(slots * sizeof(ushort));
        return new(file, start, slots);
    }

    /// <summary>At least a third stays free, so that a search for what is not there ends soon.</summary>
    public static int SlotsFor(int records) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(records + (records / 2) + 1));

    /// <summary>The same for upper and lower case.</summary>
    public static uint Hash(ReadOnlySpan<char> first, ReadOnlySpan<char> second = default) => Mix(Mix(2166136261, first) * 31, second);

    public Candidates Of(uint hash) => new(this, hash);

    private int At(uint slot) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(_start + (int)((slot & _mask) * sizeof(ushort))));

    private static uint Mix(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ (letter | 0x20u)) * 16777619;
        }

        return hash ^ (hash >> 15);
    }

    /// <summary>The records that may have the key; the caller compares.</summary>
    internal struct Candidates(HashIndex index, uint hash)
    {
        private uint _slot = hash - 1;

        public int Current { get; private set; }

        public readonly Candidates GetEnumerator() => this;

        public bool MoveNext()
        {
            Current = index.At(++_slot) - 1;
            return Current >= 0;
        }
    }
}
