using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Names and texts out of JSON bytes that may hold broken UTF-8 or lone surrogates; nothing here throws for those.</summary>
internal static class JsonText
{
    /// <summary>Room for every member name that DriftStream knows.</summary>
    public const int NameLength = 32;

    /// <summary>Copies the property name the reader stands on and returns its length: 0 where it is longer than the buffer, and so unknown.</summary>
    public static int CopyName(ref Utf8JsonReader reader, scoped Span<char> buffer)
    {
        if (reader.ValueIsEscaped)
        {
            var name = ValueReader.ReadText(ref reader);
            return name.TryCopyTo(buffer) ? name.Length : 0;
        }

        var bytes = reader.ValueSpan;
        return bytes.Length <= buffer.Length ? Encoding.UTF8.GetChars(bytes, buffer) : 0;
    }

    /// <summary>Whether this JSON value is a string.</summary>
    public static bool IsString(ReadOnlySpan<byte> json) => json is [(byte)'"', .., (byte)'"'];

    /// <summary>The text of a JSON string; null where the value is none.</summary>
    public static string? Text(ReadOnlySpan<byte> json)
    {
        if (!IsString(json))
        {
            return null;
        }

        var inside = json[1..^1];
        if (!inside.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(inside);
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return ValueReader.ReadText(ref reader);
    }

    /// <summary>The same for a text that comes again with other records: one string for all of them, as far as possible.</summary>
    public static string? Name(ReadOnlySpan<byte> json) => IsString(json) && !json.Contains((byte)'\\') ? NameTable.Of(json[1..^1]) : Text(json);

    /// <summary>The bytes inside a JSON string, escapes undone.</summary>
    public static ReadOnlyMemory<byte> Unescape(ReadOnlyMemory<byte> json)
    {
        if (!json.Span.Contains((byte)'\\'))
        {
            return json[1..^1];
        }

        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        try
        {
            var bytes = new byte[json.Length];
            return bytes.AsMemory(0, reader.CopyString(bytes));
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetBytes(ValueReader.ReadText(ref reader));
        }
    }

    /// <summary>Whether any of these members of an object that a JSON reader has seen already is true, whatever the case of its name; of several with one name the last one counts.</summary>
    public static bool IsAnyTrue(ReadOnlySpan<byte> json, string[] names)
    {
        if (json is not [(byte)'{', ..] || (json.IndexOf("true"u8) < 0 && json.IndexOf("\\u"u8) < 0))
        {
            return false;
        }

        Span<bool> areTrue = stackalloc bool[names.Length];
        var members = new MemberSkim(json);
        while (members.MoveNext())
        {
            for (var number = 0; number < names.Length; number++)
            {
                if (Ascii.EqualsIgnoreCase(members.Name, names[number]))
                {
                    areTrue[number] = members.Value.SequenceEqual("true"u8) || (IsString(members.Value) && MemberSkim.TextOf(members.Value) == "true");
                }
            }
        }

        return areTrue.Contains(true);
    }

    /// <summary>Why a reader gave up, without the line numbers that count from somewhere inside the input.</summary>
    public static string Reason(JsonException problem)
    {
        var end = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? problem.Message : problem.Message[..end]).TrimEnd('.');
    }
}
