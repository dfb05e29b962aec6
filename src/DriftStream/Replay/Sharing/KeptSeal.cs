using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DriftStream.Ledger;

namespace DriftStream.Replay.Sharing;

/// <summary>
/// Packs and seals what machines hand each other by way of the ledger: records as they were received may hold what AWS did not
/// redact, and the judge needs them as they are.
/// </summary>
internal sealed class KeptSeal(byte[] key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>By what another key is told from this one; gives nothing of it away.</summary>
    public string Print => Convert.ToHexStringLower(HMACSHA256.HashData(key, "print"u8))[..16];

    /// <summary>The key itself, to be sent with a batch.</summary>
    public byte[] Key => key;

    /// <summary>A key of a replay: always the same where there is a secret to make it from, else a random one.</summary>
    public static KeptSeal For(string replay, string? secret) => new(secret is null
        ? RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes)
        : HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"driftstream shared replay {replay}")));

    /// <summary>The content, packed and sealed. It can be opened only as this part of this object.</summary>
    public byte[] Close(ReadOnlySpan<byte> content, long number, long part)
    {
        var packed = RecordArchive.Pack(content);
        var closed = new byte[NonceSize + packed.Length + TagSize];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(closed.AsSpan(0, NonceSize), packed, closed.AsSpan(NonceSize, packed.Length), closed.AsSpan(NonceSize + packed.Length), About(number, part));
        return closed;
    }

    /// <summary>The content of what <see cref="Close"/> made.</summary>
    /// <exception cref="CryptographicException">It was made with another key, or altered.</exception>
    public byte[] Open(byte[] closed, long number, long part)
    {
        var packed = new byte[closed.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(closed.AsSpan(0, NonceSize), closed.AsSpan(NonceSize, packed.Length), closed.AsSpan(NonceSize + packed.Length), packed, About(number, part));
        return RecordArchive.Unpack(packed);
    }

    private static byte[] About(long number, long part)
    {
        var about = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(about, number);
        BinaryPrimitives.WriteInt64LittleEndian(about.AsSpan(sizeof(long)), part);
        return about;
    }
}
