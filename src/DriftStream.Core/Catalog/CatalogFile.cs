using System.Buffers.Binary;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DriftStream.Core.Catalog;

/// <summary>A resource in the catalogue's format: 4 bytes mark, 4 bytes checksum, then tables.</summary>
internal static class CatalogFile
{
    /// <summary>The last byte is the format's version.</summary>
    public const uint Mark = 0x02_43_53_44;

    public const int HeaderLength = 8;

    public static byte[] Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The program was built without its resource '{name}', so no event can be judged. Build it again from complete sources.");

        var file = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        stream.ReadExactly(file);
        Check(file, name);
        return file;
    }

    public static void Check(byte[] file, string name)
    {
        if (file.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(file) != Mark)
        {
            throw new InvalidDataException($"The embedded catalogue '{name}' does not begin with its mark: it was written by another version or cut off. Write it again, see docs/catalogue.md.");
        }

        var expected = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        var found = Checksum(file.AsSpan(HeaderLength));
        if (found != expected)
        {
            throw new InvalidDataException($"The embedded catalogue '{name}' has checksum {found:x8} instead of {expected:x8}: bytes are missing or were changed. Write it again, see docs/catalogue.md.");
        }
    }

    /// <summary>Optimised at once: it runs a single time, over every byte, and unoptimised it takes longer than all else in loading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        var done = 0;
        for (; done <= bytes.Length - sizeof(ulong); done += sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes[done..]));
        }

        for (; done < bytes.Length; done++)
        {
            sum = BitOperations.Crc32C(sum, bytes[done]);
        }

        return ~sum;
    }

    public static InvalidDataException Damaged(string how) =>
        new($"The embedded catalogue cannot be read: {how}. Write it again, see docs/catalogue.md.");
}
