using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Replay.Distilling;

/// <summary>An opening as one link of a chain of sessions, by hashes: what is known of millions of them has to fit into memory.</summary>
/// <param name="Opened">The session.</param>
/// <param name="Key">The opener's own session by its key; 0 where there is none.</param>
/// <param name="Place">The opener's own session by its place; 0 where there is none.</param>
internal readonly record struct SessionLink(ulong Opened, ulong Key, ulong Place)
{
    /// <summary>The link that an opening is.</summary>
    public static SessionLink Of(OpenedSession opened) => new(Hash(opened.Key), Hash(opened.Opener.Key), Hash(opened.Opener.Place));

    /// <summary>Adds what the session of an event is looked for by.</summary>
    public static void AddUse(CloudTrailEvent change, HashSet<ulong> used)
    {
        var (key, place) = SessionBook.UsedBy(change);
        used.Add(Hash(key));
        used.Add(Hash(place));
    }

    private static ulong Hash(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
