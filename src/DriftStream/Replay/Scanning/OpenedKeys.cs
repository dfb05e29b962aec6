using System.Buffers;

namespace DriftStream.Replay.Scanning;

/// <summary>Finds the access key that a record says was handed out, without reading JSON.</summary>
internal static class OpenedKeys
{
    private const int Shortest = 16;
    private const int Longest = 128;
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);

    /// <summary>Finds the key.</summary>
    /// <param name="response">The response's JSON object.</param>
    /// <param name="key">The key; empty where none was handed out.</param>
    /// <returns>False where only a JSON reader can tell.</returns>
    public static bool TryFind(ReadOnlySpan<byte> response, out ReadOnlySpan<byte> key)
    {
        key = [];
        var name = "\"accessKeyId\""u8;
        var at = response.IndexOf(name);
        if (at < 0)
        {
            return true;
        }

        var value = response[(at + name.Length)..];
        if (value is not [(byte)':', (byte)'"', .. var text] || text.IndexOf((byte)'"') is not (var end and >= 0) || value.IndexOf(name) >= 0)
        {
            return false;
        }

        key = IsKey(text[..end]) ? text[..end] : [];
        return true;
    }

    // Somebody may have blacked it out.
    private static bool IsKey(ReadOnlySpan<byte> text) => text.Length is >= Shortest and <= Longest && text[0] == 'A' && !text.ContainsAnyExcept(Letters);
}
