using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Ledger;

/// <summary>A quick look through a record: most hold nothing that is named like a secret, and need not be taken apart.</summary>
internal static class SecretScan
{
    // Names of AWS are shorter; a longer one is left to the slow way.
    private const int LongestName = 128;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ValueReader.MaxDepth, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Whether a <see cref="MaskPass"/> that knows of no hidden names would mask nothing. False also where only taking the record apart can tell.</summary>
    /// <exception cref="JsonException">It is no JSON, or nests too deeply.</exception>
    public static bool IsHarmless(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, Options);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && !IsHarmlessName(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHarmlessName(ref Utf8JsonReader reader)
    {
        Span<char> room = stackalloc char[LongestName];
        var length = Plain(reader, room);
        ReadOnlySpan<char> plain = room[..Math.Max(0, length)];
        if (length < 0 || MaskPass.SaysSecret(plain) || plain is "environment" or "environmentvariables")
        {
            return false;
        }

        // What is called key or name may name a value beside it.
        return plain is not ("key" or "name") || !reader.Read() || reader.TokenType != JsonTokenType.String || IsHarmlessText(reader);
    }

    private static bool IsHarmlessText(Utf8JsonReader reader)
    {
        Span<char> room = stackalloc char[LongestName];
        var length = Plain(reader, room);
        return length >= 0 && !MaskPass.SaysSecret(room[..length]);
    }

    // How many letters and digits it has; -1 for what is not plain ASCII, or too long.
    private static int Plain(Utf8JsonReader reader, scoped Span<char> plain)
    {
        var name = reader.ValueSpan;
        if (reader.ValueIsEscaped || name.Length > plain.Length || !Ascii.IsValid(name))
        {
            return -1;
        }

        var length = 0;
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit((char)letter))
            {
                plain[length++] = char.ToLowerInvariant((char)letter);
            }
        }

        return length;
    }
}
