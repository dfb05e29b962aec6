using System.Security.Cryptography;
using System.Text.Json;

namespace DriftStream.Core.Terraform;

/// <summary>How OpenTofu made a key from a passphrase.</summary>
/// <param name="Salt">The salt.</param>
/// <param name="Iterations">How often it was worked.</param>
/// <param name="Hash">With which hash.</param>
/// <param name="Length">How many bytes the key has.</param>
internal sealed record PassphraseKey(byte[] Salt, int Iterations, HashAlgorithmName Hash, int Length)
{
    /// <summary>Reads what stands beside the encrypted state; null: the key was made in another way.</summary>
    public static PassphraseKey? Read(JsonElement meta) =>
        meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("salt", out var salt) && salt.ValueKind == JsonValueKind.String && salt.TryGetBytesFromBase64(out var bytes)
        && Number(meta, "iterations") is > 0 and var iterations
        && Number(meta, "key_length") is 16 or 24 or 32
        && meta.TryGetProperty("hash_function", out var function) && HashOf(function) is { } hash
            ? new(bytes, iterations, hash, Number(meta, "key_length")!.Value)
            : null;

    /// <summary>The key.</summary>
    public byte[] Derive(string passphrase) => Rfc2898DeriveBytes.Pbkdf2(passphrase, Salt, Iterations, Hash, Length);

    private static int? Number(JsonElement meta, string name) =>
        meta.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static HashAlgorithmName? HashOf(JsonElement function) => function.ValueKind != JsonValueKind.String ? null : function.GetString() switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
