using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Ledger.Integrity;

/// <summary>The key that the chain is made with.</summary>
internal sealed class AuditKey
{
    /// <summary>Fewer characters could be guessed.</summary>
    public const int ShortestSecret = 32;

    private readonly byte[] _bytes;

    /// <summary>A key from a secret text.</summary>
    public AuditKey(string secret)
    {
        _bytes = Encoding.UTF8.GetBytes(secret);
        Id = $"k-{Convert.ToHexStringLower(SHA256.HashData([.. "driftstream audit key "u8, .. _bytes]))[..10]}";
    }

    /// <summary>By what a row says which key it was made with; gives nothing of the key away.</summary>
    public string Id { get; }

    /// <summary>The keyed hash over some bytes.</summary>
    public string Sign(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(HMACSHA256.HashData(_bytes, bytes));
}
