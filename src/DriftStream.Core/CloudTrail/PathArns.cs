using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>ARNs as they stood in the path of a request: MSK, EKS, Connect and others record <c>arn%3Aaws%3Akafka%3A…</c>, which means the plain one.</summary>
/// <remarks>https://docs.aws.amazon.com/msk/latest/developerguide/logging-API-using-cloudtrail.html</remarks>
internal static class PathArns
{
    private const string Start = "arn%3A";

    /// <summary>Whether a text is an ARN in that spelling.</summary>
    public static bool Is(string text) => text.StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same for UTF-8 without escapes.</summary>
    public static bool Is(ReadOnlySpan<byte> text) => text.Length > Start.Length && text[3] == '%' && System.Text.Ascii.EqualsIgnoreCase(text[..Start.Length], Start);

    /// <summary>The ARN that it means.</summary>
    public static string Decoded(string text) => Uri.UnescapeDataString(text);

    /// <summary>Reads JSON out of a record, secrets hidden and such ARNs plain; no bytes read as null.</summary>
    public static Value Read(ReadOnlySpan<byte> json)
    {
        var value = Redaction.Read(json);
        return json.Contains((byte)'%') && (json.IndexOf("%3A"u8) >= 0 || json.IndexOf("%3a"u8) >= 0) ? Plain(value) : value;
    }

    private static Value Plain(Value value) => value.Kind switch
    {
        ValueKind.Text => Is(value.Text) ? Value.Of(Decoded(value.Text)) : value,
        ValueKind.List => Value.ListOf(value.Items.Select(Plain)),
        ValueKind.Map => Value.MapOf(value.Members.Select(m => KeyValuePair.Create(m.Key, Plain(m.Value)))),
        _ => value,
    };
}
