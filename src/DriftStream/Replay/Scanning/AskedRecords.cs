using System.Globalization;
using System.Text;

namespace DriftStream.Replay.Scanning;

/// <summary>Tells without reading JSON whether a record is asked about.</summary>
internal sealed class AskedRecords(ReplayFilter asked)
{
    // A file has few accounts and regions.
    private (byte[] Bytes, string Text) _account = ([], "");
    private (byte[] Bytes, string Text) _region = ([], "");

    /// <summary>Whether the record is; null where only a JSON reader can tell.</summary>
    public bool? Of(byte[] bytes, RecordSpan record, RecordKeys keys)
    {
        Span<char> letters = stackalloc char[32];
        var account = bytes.AsSpan(keys.Account);
        if (account.IsEmpty || RegionOf(bytes, record) is not { IsEmpty: false } region || Parse(letters[..Encoding.UTF8.GetChars(bytes.AsSpan(keys.Time), letters)]) is not { } time)
        {
            return null;
        }

        return asked.Keeps(time, TextOf(account, ref _account), TextOf(region, ref _region));
    }

    private static DateTimeOffset? Parse(ReadOnlySpan<char> quoted) =>
        DateTimeOffset.TryParseExact(quoted[1..^1], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    // Empty where there is none, or more than one.
    private static ReadOnlySpan<byte> RegionOf(byte[] bytes, RecordSpan record)
    {
        ReadOnlySpan<byte> found = [];
        for (var segment = 0; segment < record.Segments; segment++)
        {
            var rest = (ReadOnlySpan<byte>)bytes.AsSpan(record.From(segment)..record.To(segment));
            for (var at = rest.IndexOf("\"awsRegion\""u8); at >= 0; at = rest.IndexOf("\"awsRegion\""u8))
            {
                var isPlain = at > 0 && rest[at - 1] == ',' && found.IsEmpty && rest[(at + 11)..] is [(byte)':', (byte)'"', > (byte)' ' and < 0x7F, ..];
                rest = rest[(at + 11)..];
                if (!isPlain || rest[2..].IndexOf((byte)'"') is not (var end and > 0))
                {
                    return [];
                }

                found = rest.Slice(2, end);
            }
        }

        return found is [.., > (byte)' '] ? found : [];
    }

    private static string TextOf(ReadOnlySpan<byte> bytes, ref (byte[] Bytes, string Text) known)
    {
        if (!bytes.SequenceEqual(known.Bytes))
        {
            known = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return known.Text;
    }
}
