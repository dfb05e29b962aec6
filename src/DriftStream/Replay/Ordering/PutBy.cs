using System.Runtime.InteropServices;
using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Ordering;

/// <summary>Where one worker puts what it finds.</summary>
/// <param name="Records">The records to judge.</param>
/// <param name="Ids">Their ids and times.</param>
/// <param name="Openings">The openings of sessions.</param>
/// <param name="Copies">Copies of openings that cannot be read again where they were found.</param>
internal sealed record PutBy(SortWriter Records, SortWriter Ids, OpeningTable Openings, TempFile Copies)
{
    /// <summary>The hashes of the sessions' keys that the records ask for.</summary>
    public HashSet<ulong> Asked { get; } = [];

    /// <summary>Adds a record to judge.</summary>
    public void Add(SortKey key, int tag, ReadOnlySpan<byte> payload)
    {
        Records.Add(key, tag, payload);

        // In the order of ids' hashes, to find those that come at several times.
        Ids.Add(new((long)HashOf(key.Id), "", (UInt128)key.Ticks), tag: 0, []);
    }

    /// <summary>The hash of an id. Two may share it, so whoever finds one twice compares the ids.</summary>
    public static ulong HashOf(ReadOnlySpan<char> id) => ByteHash.Of(MemoryMarshal.AsBytes(id));

    /// <summary>Asks for sessions.</summary>
    public void Ask(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Asked.Add(SessionHash.Of(key));
        }
    }
}
