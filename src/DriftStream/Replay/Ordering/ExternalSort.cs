namespace DriftStream.Replay.Ordering;

/// <summary>Sorts any number of entries with little memory: sorted runs in temporary files, merged a few at a time.</summary>
/// <param name="limits">What to hold in memory.</param>
/// <param name="writers">How many writers there will be.</param>
/// <param name="folder">Where temporary files go.</param>
internal sealed class ExternalSort(SortLimits limits, int writers, string folder) : IDisposable
{
    // Two arrays of entries cannot be longer than an array may be.
    private const int LargestBlock = 1 << 28;
    private readonly List<SortWriter> _writers = [];
    private readonly List<TempFile> _files = [];
    private TempFile? _file;

    /// <summary>How many runs went to temporary files.</summary>
    public int Spilled => _writers.Sum(w => w.Places.Count);

    /// <summary>How many entries there are.</summary>
    public long Count => _writers.Sum(w => w.Taken);

    /// <summary>One more place to add entries at. Not safe to call from several threads; the writers then are independent of each other.</summary>
    public SortWriter OpenWriter()
    {
        _file ??= NewFile();
        var writer = new SortWriter(_file, (int)Math.Clamp(limits.Memory / Math.Max(1, writers), 1, LargestBlock));
        _writers.Add(writer);
        return writer;
    }

    /// <summary>All entries in order. No writer may be used any more.</summary>
    public ISortedRun InOrder(CancellationToken cancellation)
    {
        var places = _writers.SelectMany(w => w.Places).ToList();
        while (places.Count > Math.Max(2, limits.MergeWidth))
        {
            places = MergeOnce(places, cancellation);
        }

        return new MergedRun([.. places.Select(p => new FileRun(p)), .. _writers.Select(w => w.Rest())]);
    }

    public void Dispose()
    {
        _writers.ForEach(w => w.Dispose());
        _files.ForEach(f => f.Dispose());
    }

    private List<FileRunPlace> MergeOnce(List<FileRunPlace> places, CancellationToken cancellation)
    {
        var file = NewFile();
        var merged = places.Chunk(Math.Max(2, limits.MergeWidth)).Select(some => Merge(some, file, cancellation)).ToList();

        // What was merged is no longer needed, and the disk may be small.
        _files.Where(f => f != file).ToList().ForEach(f => f.Dispose());
        _files.RemoveAll(f => f != file);
        return merged;
    }

    private static FileRunPlace Merge(FileRunPlace[] places, TempFile file, CancellationToken cancellation)
    {
        var length = places.Sum(p => p.Length);
        var merged = new FileRunPlace(file, file.Reserve(length), length);
        var run = new MergedRun(places.Select(p => new FileRun(p)));
        var writing = new RunWriting(file, merged.Offset);
        while (run.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            writing.Add(run.CurrentBytes);
        }

        writing.Complete();
        return merged;
    }

    private TempFile NewFile()
    {
        var file = new TempFile(folder);
        _files.Add(file);
        return file;
    }
}
