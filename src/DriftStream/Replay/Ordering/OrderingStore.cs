namespace DriftStream.Replay.Ordering;

/// <summary>All that is put by while files are read, in memory and in temporary files.</summary>
internal sealed class OrderingStore(ReplayRequest request) : IDisposable
{
    // Ids take a fifteenth of what records take, and few sessions are ever asked for.
    private readonly ExternalSort _records = new(request.Sorting with { Memory = request.Sorting.Memory / 4 * 3 }, request.Readers, request.TempFolder);
    private readonly ExternalSort _ids = new(request.Sorting with { Memory = request.Sorting.Memory / 8 }, request.Readers, request.TempFolder);
    private readonly ExternalSort _sessions = new(request.Sorting with { Memory = request.Sorting.Memory / 8 }, 1, request.TempFolder);
    private readonly TempFile _openings = new(request.TempFolder);
    private readonly List<PutBy> _workers = [];

    /// <summary>Copies of openings that cannot be read again where they were found.</summary>
    public TempFile Copies { get; } = new(request.TempFolder);

    /// <summary>The openings that each worker found.</summary>
    public IEnumerable<OpeningTable> Openings => _workers.Select(w => w.Openings);

    /// <summary>The sessions that turned out to matter.</summary>
    public ExternalSort Sessions => _sessions;

    /// <summary>How many records are to be judged.</summary>
    public long Count => _records.Count;

    /// <summary>Whether the memory was not enough.</summary>
    public bool HasSpilled => _records.Spilled + _ids.Spilled + _sessions.Spilled > 0;

    /// <summary>Room for one more worker. Not safe to call from several threads.</summary>
    public PutBy ForWorker()
    {
        var worker = new PutBy(_records.OpenWriter(), _ids.OpenWriter(), new(_openings), Copies);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>The hashes of the sessions' keys that records ask for.</summary>
    public HashSet<ulong> Asked() => [.. _workers.SelectMany(w => w.Asked)];

    /// <summary>The records in the order of judging.</summary>
    public ISortedRun Records(CancellationToken cancellation) => _records.InOrder(cancellation);

    /// <summary>The hashes of ids that come at more than one time. Those of one time follow each other in the order of judging.</summary>
    public HashSet<ulong> Recurring(CancellationToken cancellation)
    {
        var recurring = new HashSet<ulong>();
        var run = _ids.InOrder(cancellation);
        var (isFirst, last, time) = (true, 0L, (UInt128)0);
        while (run.MoveNext())
        {
            var entry = run.Current;
            if (!isFirst && entry.Ticks == last && entry.Print != time)
            {
                recurring.Add((ulong)last);
            }

            (isFirst, last, time) = (false, entry.Ticks, entry.Print);
        }

        return recurring;
    }

    public void Dispose()
    {
        _records.Dispose();
        _ids.Dispose();
        _sessions.Dispose();
        _openings.Dispose();
        Copies.Dispose();
    }
}
