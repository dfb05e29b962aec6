using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Turns the words that AWS writes in place of a secret into <see cref="Value.Hidden"/>, so that none is ever taken for a value.</summary>
internal static class Redaction
{
    /// <summary>Reads JSON out of a record; no bytes read as null.</summary>
    public static Value Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return Value.Null;
        }

        var value = ValueReader.Read(json);
        return MayHide(json) ? Hide(value) : value;
    }

    /// <summary>Whether this text stands for a secret.</summary>
    public static bool IsMarker(string text) => text switch
    {
        "HIDDEN_DUE_TO_SECURITY_REASONS" or "HIDDEN_FOR_SECURITY_REASONS" or "<sensitiveDataRemoved>" => true,
        "Value hidden due to security reasons." or "Value hidden due to security reasons" => true,
        _ => IsStarred(text),
    };

    // ***, ****, and words between stars. One or two stars are patterns.
    private static bool IsStarred(string text) =>
        text.Length >= 3 && text.StartsWith("***", StringComparison.Ordinal) && text.EndsWith("***", StringComparison.Ordinal);

    // A marker may be written with escapes.
    private static bool MayHide(ReadOnlySpan<byte> json) =>
        (json.IndexOfAny((byte)'*', (byte)'\\') >= 0 && (json.IndexOf("***"u8) >= 0 || json.IndexOf("\\u"u8) >= 0))
        || json.IndexOf("SECURITY_REASONS"u8) >= 0
        || json.IndexOf("sensitiveDataRemoved"u8) >= 0
        || json.IndexOf("security reasons"u8) >= 0;

    private static Value Hide(Value value) => value.Kind switch
    {
        ValueKind.Text => IsMarker(value.Text) ? Value.Hidden : value,
        _ => value.Each(Hide),
    };
}
