using System.Collections.Concurrent;
using DriftStream.Core.CloudTrail;
using DriftStream.Ledger;
using DriftStream.Replay.Digests;
using DriftStream.Replay.Ordering;

namespace DriftStream.Replay.Recording;

/// <summary>Where each record was read that may be recorded. Safe to use from several threads.</summary>
internal sealed class RecordOrigins
{
    private readonly ConcurrentDictionary<UInt128, string> _files = new();

    /// <summary>Notes where a record was read. Of a record that lies in several files, the first of them in the alphabet counts.</summary>
    /// <param name="print">The record's <see cref="RecordPrint"/>.</param>
    /// <param name="file">The file's path or address.</param>
    public void Note(UInt128 print, string file) =>
        _files.AddOrUpdate(print, file, (_, known) => string.CompareOrdinal(known, file) <= 0 ? known : file);

    /// <summary>Where an event was read, and what CloudTrail's digests say of that; null where it was not noted.</summary>
    /// <param name="change">The event.</param>
    /// <param name="digests">The digests, when everything is read; null where they were not asked.</param>
    public EventOrigin? Of(CloudTrailEvent change, DigestBook? digests) => _files.GetValueOrDefault(RecordPrint.Of(change.Record.Span)) is { } file
        ? new(file, digests?.Of(file).ToString().ToLowerInvariant())
        : null;
}
