using System.Security.Cryptography;
using System.Text.Json;

namespace DriftStream.Replay.Digests;

/// <summary>CloudTrail's public keys by their fingerprints.</summary>
internal sealed class DigestKeys : IDisposable
{
    private readonly Dictionary<string, RSA> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>The key with a fingerprint; null where it is not known.</summary>
    public RSA? Find(string fingerprint) => _keys.GetValueOrDefault(fingerprint);

    /// <summary>Adds a key.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="value">Its DER encoding. CloudTrail hands out PKCS #1, and has handed out SubjectPublicKeyInfo.</param>
    /// <exception cref="CryptographicException">It is no public RSA key.</exception>
    public void Add(string fingerprint, ReadOnlySpan<byte> value)
    {
        var key = RSA.Create();
        try
        {
            key.ImportRSAPublicKey(value, out _);
        }
        catch (CryptographicException)
        {
            key.ImportSubjectPublicKeyInfo(value, out _);
        }

        _keys.TryAdd(fingerprint, key);
    }

    /// <summary>Reads what <c>aws cloudtrail list-public-keys</c> prints.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static DigestKeys Read(ReadOnlyMemory<byte> json)
    {
        var keys = new DigestKeys();
        try
        {
            using var document = JsonDocument.Parse(json);
            var list = document.RootElement.EnumerateObject().First(p => string.Equals(p.Name, "PublicKeyList", StringComparison.OrdinalIgnoreCase)).Value;
            foreach (var key in list.EnumerateArray())
            {
                keys.Add(key.GetProperty("Fingerprint").GetString()!, key.GetProperty("Value").GetBytesFromBase64());
            }

            return keys;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or CryptographicException)
        {
            keys.Dispose();
            throw new FormatException("it does not hold public keys as aws cloudtrail list-public-keys prints them", other);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
