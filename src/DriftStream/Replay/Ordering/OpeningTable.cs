using System.Runtime.InteropServices;

namespace DriftStream.Replay.Ordering;

/// <summary>
/// Where the records lie that opened sessions, by the hash of the session's key: there are millions of them in large
/// archives, and nearly all are asked for by nobody. For one thread at a time.
/// </summary>
internal sealed class OpeningTable(TempFile file)
{
    // What is larger than this allows is only collected with everything else.
    private const int HeldInMemory = 1 << 11;
    private readonly List<(long Offset, int Count)> _parts = [];
    private OpeningPlace[] _places = [];
    private int _count;

    /// <summary>Adds one opening.</summary>
    public void Add(OpeningPlace place)
    {
        if (_count == HeldInMemory)
        {
            _parts.Add((file.Append(MemoryMarshal.AsBytes(_places.AsSpan())), _count));
            _count = 0;
        }

        if (_count == _places.Length)
        {
            Array.Resize(ref _places, Math.Max(256, _count * 2));
        }

        _places[_count++] = place;
    }

    /// <summary>The places of those whose keys are asked for; a few others may have the same hash.</summary>
    public IEnumerable<OpeningPlace> Of(HashSet<ulong> asked) => All().Where(place => asked.Contains(place.KeyHash));

    /// <summary>The places of all.</summary>
    public IEnumerable<OpeningPlace> All()
    {
        for (var at = 0; at < _count; at++)
        {
            yield return _places[at];
        }

        var part = new OpeningPlace[_parts.Count == 0 ? 0 : HeldInMemory];
        foreach (var (offset, count) in _parts)
        {
            file.ReadAll(offset, MemoryMarshal.AsBytes(part.AsSpan(0, count)));
            for (var at = 0; at < count; at++)
            {
                yield return part[at];
            }
        }
    }
}

/// <summary>Where to read a record again that opened a session.</summary>
/// <param name="KeyHash">The hash of the session's key.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="File">The number of the file; <see cref="Copied"/> where it lies among the copies.</param>
internal readonly record struct OpeningPlace(ulong KeyHash, long Offset, int Length, int File)
{
    /// <summary>Stands for the temporary file with copies of what cannot be read again.</summary>
    public const int Copied = -1;
}
