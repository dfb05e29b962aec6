using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>A batch on its way: its records are written, its openings wait.</summary>
internal sealed class BatchDistilling : IDisposable
{
    private readonly string _folder;
    private readonly string _name;
    private readonly SegmentWriter _records;
    private readonly HashSet<ulong> _used = [];
    private SegmentFacts? _written;

    /// <param name="folder">Where the distilled log lies.</param>
    /// <param name="name">A name that no other batch of this run has.</param>
    public BatchDistilling(string folder, string name)
    {
        _folder = folder;
        _name = name;
        Openings = new(folder, name + "-waiting");
        _records = new(folder, name + "-records");
    }

    /// <summary>The openings of its sources.</summary>
    public OpeningSpill Openings { get; }

    /// <summary>What was read; sources that could not be read at all are not among them.</summary>
    public List<SourceFacts> Sources { get; } = [];

    /// <summary>Why sources could not be read at all.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>The sources that were distilled before, under another name.</summary>
    public List<string> Known { get; } = [];

    /// <summary>Reads the sources, and says what sessions their records were made in.</summary>
    public async Task ReadAsync(IReadOnlyList<ArchiveObject> sources, Func<ArchiveObject, Task<SourceFacts?>> read, SessionsInUse inUse)
    {
        foreach (var source in sources)
        {
            Sort(source, await read(source));
        }

        _written = _records.Complete();
        inUse.Add(_used);
    }

    /// <summary>Takes what is kept of a record.</summary>
    public void Take(DistilledRecord kept)
    {
        if (kept.Opened is { } opened)
        {
            Openings.Add(SessionLink.Of(opened), kept.Bytes.Span);
            return;
        }

        SessionLink.AddUse(kept.Event, _used);
        _records.Add(kept.Bytes.Span);
    }

    /// <summary>Writes the openings to where they belong.</summary>
    public DistilledBatch Complete(SessionsInUse inUse)
    {
        using var sessions = new SegmentWriter(_folder, _name + "-sessions");
        using var idle = new SegmentWriter(_folder, _name + "-idle");
        Openings.ForEach((link, record) => (inUse.Contains(link) ? sessions : idle).Add(record.Span));
        return new() { Records = _written, Sessions = sessions.Complete(), Idle = idle.Complete(), Sources = Sources };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Openings.Dispose();
        _records.Dispose();
    }

    private void Sort(ArchiveObject source, SourceFacts? facts)
    {
        if (facts is null)
        {
            Known.Add(source.Name);
            return;
        }

        if (facts.Size > 0)
        {
            Sources.Add(facts);
            return;
        }

        Problems.AddRange(facts.Problems.Select(p => new InputProblem(source.Name, p)));
    }
}
