using System.Collections.Concurrent;
using DriftStream.Replay.Ordering;

namespace DriftStream.Replay.Recording;

/// <summary>From which file each record came that waits to be judged. Safe for several threads; of files that hold the same record the first one counts.</summary>
internal sealed class RecordOrigins
{
    private readonly ConcurrentDictionary<UInt128, int> _files = new();

    /// <summary>Notes a record.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="file">The number of its file.</param>
    public void Note(ReadOnlySpan<byte> record, int file) => _files.AddOrUpdate(RecordPrint.Of(record), file, (_, known) => Math.Min(known, file));

    /// <summary>The number of its file; null where another machine read it.</summary>
    public int? FileOf(ReadOnlySpan<byte> record) => _files.TryGetValue(RecordPrint.Of(record), out var file) ? file : null;
}
