using System.Security.Cryptography;
using System.Text.Json;

namespace DriftStream.Core.Terraform;

/// <summary>Opens states that OpenTofu encrypted with a passphrase: key provider <c>pbkdf2</c>, method <c>aes_gcm</c>.</summary>
/// <remarks>https://opentofu.org/docs/language/state/encryption/</remarks>
public static class EncryptedState
{
    private const string KnownVersion = "v0";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    // OpenTofu's own is 600,000. More than this would keep whoever reads the state busy for minutes.
    private const int MostIterations = 20_000_000;

    private const string ReadableCopy = "give a readable copy, which `tofu state pull` writes";

    /// <summary>Opens a state.</summary>
    /// <param name="content">The state as it is kept.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="problem">Why it cannot be opened and what helps, without a dot; null where it was, or is not encrypted.</param>
    /// <returns>The state; null where it cannot be opened or is not encrypted.</returns>
    public static byte[]? Open(ReadOnlyMemory<byte> content, string passphrase, out string? problem)
    {
        problem = null;
        using var document = Parsed(content);
        if (document is null || Member(document.RootElement, "encryption_version") is not { } version)
        {
            return null;
        }

        var data = Member(document.RootElement, "encrypted_data") is { ValueKind: JsonValueKind.String } text && text.TryGetBytesFromBase64(out var bytes) ? bytes : [];
        problem = version.ValueKind != JsonValueKind.String || version.GetString() != KnownVersion ? $"OpenTofu encrypted it in another way than {KnownVersion}, which is all that can be opened: {ReadableCopy}"
            : data.Length < NonceLength + TagLength ? "OpenTofu encrypted it, and what it encrypted is missing or cut off: take the last good version from the backend"
            : null;
        return problem is null ? Open(document.RootElement, data, passphrase, out problem) : null;
    }

    private static byte[]? Open(JsonElement root, byte[] data, string passphrase, out string? problem)
    {
        var others = new List<string>();
        var tried = 0;
        foreach (var (name, meta) in Metas(root))
        {
            if (PassphraseKey.Read(meta) is not { } key)
            {
                others.Add(name);
            }
            else if (key.Iterations > MostIterations)
            {
                problem = $"its passphrase is worked {key.Iterations} times, and more than {MostIterations} would take too long: {ReadableCopy}";
                return null;
            }
            else if (Decrypted(data, key.Derive(passphrase)) is { } state)
            {
                problem = null;
                return state;
            }
            else
            {
                tried++;
            }
        }

        problem = tried > 0 ? "its Passphrase does not open it: correct it in its entry under States"
            : $"OpenTofu encrypted it with a key from {(others.Count == 0 ? "an unknown provider" : Shown.Text(string.Join(", ", others)))}, not from a passphrase, which is all that can be opened: {ReadableCopy}";
        return null;
    }

    private static byte[]? Decrypted(byte[] data, byte[] key)
    {
        var state = new byte[data.Length - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(data.AsSpan(0, NonceLength), data.AsSpan(NonceLength, state.Length), data.AsSpan(NonceLength + state.Length), state);
            return state;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // An object, or its text in base64; the name is key_provider.pbkdf2.NAME unless the user chose another.
    private static IEnumerable<(string Provider, JsonElement Meta)> Metas(JsonElement root)
    {
        if (Member(root, "meta") is not { ValueKind: JsonValueKind.Object } metas)
        {
            yield break;
        }

        foreach (var member in metas.EnumerateObject())
        {
            var provider = member.Name.Split('.') is ["key_provider", var kind, ..] ? kind : member.Name;
            if (member.Value is { ValueKind: JsonValueKind.String } packed && packed.TryGetBytesFromBase64(out var bytes))
            {
                using var unpacked = Parsed(bytes);
                yield return (provider, unpacked?.RootElement.Clone() ?? default);
            }
            else
            {
                yield return (provider, member.Value);
            }
        }
    }

    private static JsonDocument? Parsed(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonDocument.Parse(StateBytes.WithoutMark(content));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : null;
}
