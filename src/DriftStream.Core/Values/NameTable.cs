using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace DriftStream.Core.Values;

/// <summary>Texts that come again with every record (member names, services, operations, regions, user agents), each kept as one string. Never for values that could be secret.</summary>
internal static class NameTable
{
    private const int MostLetters = 256;

    // A fixed number of places: what a stranger writes into records can push names out, but not make it grow. Two threads
    // may write one place at a time; either string is right.
    private static readonly string?[] Places = new string?[4096];

    /// <summary>The text of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8.Length > MostLetters)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var place = ref Places[Hash(utf8) % (uint)Places.Length];
        return place is { } known && Ascii.Equals(utf8, known) ? known : place = Encoding.UTF8.GetString(utf8);
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        for (; utf8.Length >= sizeof(ulong); utf8 = utf8[sizeof(ulong)..])
        {
            hash = BitOperations.Crc32C(hash, BinaryPrimitives.ReadUInt64LittleEndian(utf8));
        }

        foreach (var letter in utf8)
        {
            hash = BitOperations.Crc32C(hash, letter);
        }

        return hash;
    }
}
