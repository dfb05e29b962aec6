using System.Text;

namespace DriftStream.Replay.Scanning;

/// <summary>64 bits for a session's key, so that millions of openings fit into little memory. Two keys may share them, so whoever finds one reads the record.</summary>
internal static class SessionHash
{
    private const int UsualLength = 512;

    /// <summary>The hash of a key as text.</summary>
    public static ulong Of(string key)
    {
        Span<byte> room = stackalloc byte[UsualLength];
        return Encoding.UTF8.TryGetBytes(key, room, out var count) ? Of(room[..count]) : Of(Encoding.UTF8.GetBytes(key));
    }

    /// <summary>The hash of a key in UTF-8.</summary>
    public static ulong Of(ReadOnlySpan<byte> key) => ByteHash.Of(key);
}
