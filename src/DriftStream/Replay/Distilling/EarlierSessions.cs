using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>What an earlier distilling found about sessions, read again because new sources may tell more of them.</summary>
internal sealed class EarlierSessions : IDisposable
{
    private readonly OpeningSpill _idle;
    private readonly HashSet<ulong> _live = [];
    private readonly string _folder;

    private EarlierSessions(string folder)
    {
        _folder = folder;
        _idle = new(folder, "earlier-waiting");
    }

    /// <summary>The openings that did not matter so far.</summary>
    public IReadOnlyList<SessionLink> Idle => _idle.Links;

    /// <summary>Reads what is there.</summary>
    public static async Task<EarlierSessions> ReadAsync(DistilledManifest manifest, string folder, JudgeDoor door, SizeLimits limits, SessionsInUse inUse, CancellationToken cancellation)
    {
        var earlier = new EarlierSessions(folder);
        var used = new HashSet<ulong>();
        foreach (var batch in manifest.Batches)
        {
            await ReadAllAsync(batch.Records, record => SessionLink.AddUse(record.Event, used));
            await ReadAllAsync(batch.Sessions, record => earlier.AddLive(record, used));
        }

        foreach (var batch in manifest.Batches)
        {
            await ReadAllAsync(batch.Idle, earlier.AddIdle);
        }

        inUse.Add(used);
        return earlier;

        async Task ReadAllAsync(SegmentFacts? segment, Action<DistilledRecord> taker)
        {
            if (segment is not null)
            {
                var file = new LocalFile(segment.File, Path.Combine(folder, segment.File));
                await new SourceReader(door, limits, null, taker).ReadAsync(file, _ => false, cancellation);
            }
        }
    }

    /// <summary>Writes those that matter now; null where there are none.</summary>
    public DistilledBatch? Complete(SessionsInUse inUse)
    {
        using var sessions = new SegmentWriter(_folder, "earlier-sessions");
        _idle.ForEach((link, record) =>
        {
            if (inUse.Contains(link))
            {
                sessions.Add(record.Span);
            }
        });
        return sessions.Complete() is { } written ? new() { Sessions = written } : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _idle.Dispose();

    private void AddLive(DistilledRecord record, HashSet<ulong> used)
    {
        SessionLink.AddUse(record.Event, used);
        if (record.Opened is { } opened)
        {
            _live.Add(SessionLink.Of(opened).Opened);
        }
    }

    private void AddIdle(DistilledRecord record)
    {
        if (record.Opened is { } opened && SessionLink.Of(opened) is var link && !_live.Contains(link.Opened))
        {
            _idle.Add(link, record.Bytes.Span);
        }
    }
}
