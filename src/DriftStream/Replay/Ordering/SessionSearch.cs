using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Ordering;

/// <summary>
/// Finds the openings of the sessions that are asked for, and of those that these were opened in, and so on. Only the files
/// that they lie in are read again.
/// </summary>
internal sealed class SessionSearch(JudgeDoor door, ReplayRequest request, InputStreams inputs, OrderingStore store)
{
    private readonly SortWriter _found = store.Sessions.OpenWriter();
    private readonly HashSet<ulong> _asked = [];

    /// <summary>What kept openings from being read again.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>Finds them.</summary>
    public async Task<ISortedRun> FindAsync(CancellationToken cancellation)
    {
        var asked = store.Asked();
        for (var links = 0; links < SessionBook.LongestChain && asked.Count > 0; links++)
        {
            _asked.UnionWith(asked);
            asked = await FindOnceAsync(asked, cancellation);
        }

        return store.Sessions.InOrder(cancellation);
    }

    private async Task<HashSet<ulong>> FindOnceAsync(HashSet<ulong> asked, CancellationToken cancellation)
    {
        var next = new HashSet<ulong>();
        var places = store.Openings.SelectMany(table => table.Of(asked)).ToList();
        foreach (var file in places.GroupBy(p => p.File).OrderBy(g => g.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            await ReadAgainAsync(file.Key, [.. file.OrderBy(p => p.Offset)], next, cancellation);
        }

        return next;
    }

    private async Task ReadAgainAsync(int file, List<OpeningPlace> places, HashSet<ulong> next, CancellationToken cancellation)
    {
        if (file == OpeningPlace.Copied)
        {
            foreach (var place in places)
            {
                var copy = new byte[place.Length];
                store.Copies.ReadAll(place.Offset, copy);
                Take(copy, next);
            }

            return;
        }

        try
        {
            await using var content = await inputs.OpenAsync(file, cancellation);
            var reader = new PlaceReader(content);
            foreach (var place in places)
            {
                Take(reader.Read(place.Offset, place.Length), next);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException or RecordUnreadableException)
        {
            Problems.Add(new(request.Files[file].Name, $"it cannot be read again to see who opened sessions: {Reason.Of(refused)}"));
        }
    }

    private void Take(byte[] record, HashSet<ulong> next)
    {
        var change = door.Read(record);
        if (SessionBook.OpenedBy(change) is not { } session)
        {
            return;
        }

        _found.Add(SortKey.Of(change, record), tag: 0, record);
        foreach (var key in SessionBook.AskedBy(session).Select(SessionHash.Of).Where(key => !_asked.Contains(key)))
        {
            next.Add(key);
        }
    }
}
