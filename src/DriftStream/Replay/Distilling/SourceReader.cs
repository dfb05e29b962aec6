using System.Security.Cryptography;
using DriftStream.Core.CloudTrail;
using DriftStream.Replay.Digests;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>Reads one source after another and hands on what is to be kept of it.</summary>
/// <param name="door">How records are read.</param>
/// <param name="limits">What is too large to read.</param>
/// <param name="digests">What each source is held against; null: against nothing.</param>
/// <param name="taker">Gets what is kept.</param>
internal sealed class SourceReader(JudgeDoor door, SizeLimits limits, DigestBook? digests, Action<DistilledRecord> taker)
{
    private const int NamedPerSource = 5;

    /// <summary>Reads a source to its end.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isKnown">Whether a source with these bytes was distilled before.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What was read; null where it was known.</returns>
    public async Task<SourceFacts?> ReadAsync(ArchiveObject source, Func<string, bool> isKnown, CancellationToken cancellation)
    {
        var content = await FileContent.ReadAsync(source, limits, cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Packed.Span));
        digests?.SawWhole(source.Name, source.Key, content.Bytes.Span);
        if (isKnown(hash) && content.Problem is null)
        {
            return null;
        }

        var count = new Count();
        var problems = new List<string>(content.Problem is { } problem ? [problem] : []);
        foreach (var item in content.Bytes.IsEmpty ? [] : door.Split(content.Bytes))
        {
            cancellation.ThrowIfCancellationRequested();
            Take(item, count, problems);
        }

        return new()
        {
            Key = source.Key,
            ETag = source.ETag,
            Size = content.Packed.Length,
            Sha256 = hash,
            Records = count.Records,
            Kept = count.Kept,
            Openings = count.Openings,
            Others = count.Others,
            Unreadable = count.Unreadable,
            Digest = digests?.Of(source.Key).ToString().ToLowerInvariant(),
            Problems = count.Unreadable > NamedPerSource ? [.. problems, $"{count.Unreadable - NamedPerSource} more items cannot be read"] : problems,
        };
    }

    private void Take(EnvelopeItem item, Count count, List<string> problems)
    {
        switch (item.Kind)
        {
            case EnvelopeItemKind.Record:
                TakeRecord(item.Bytes, count, problems);
                break;
            case EnvelopeItemKind.NotCloudTrail:
                count.Others++;
                break;
            default:
                AddUnreadable(item.Note ?? "an item cannot be read", count, problems);
                break;
        }
    }

    private void TakeRecord(ReadOnlyMemory<byte> record, Count count, List<string> problems)
    {
        try
        {
            var kept = DistilledRecord.Of(door, record);
            count.Records++;
            if (kept is not null)
            {
                count.Kept += kept.Opened is null ? 1 : 0;
                count.Openings += kept.Opened is null ? 0 : 1;
                taker(kept);
            }
        }
        catch (RecordUnreadableException unreadable)
        {
            AddUnreadable(unreadable.Message, count, problems);
        }
    }

    private static void AddUnreadable(string sentence, Count count, List<string> problems)
    {
        if (++count.Unreadable <= NamedPerSource)
        {
            problems.Add(sentence);
        }
    }

    private sealed class Count
    {
        public long Records { get; set; }

        public long Kept { get; set; }

        public long Openings { get; set; }

        public long Others { get; set; }

        public long Unreadable { get; set; }
    }
}
