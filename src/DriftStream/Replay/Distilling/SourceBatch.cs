using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>Puts sources together into batches, by what is known before they are read, so that workers have no say in it.</summary>
internal static class SourceBatch
{
    private const long PackedBytes = 16 << 20;
    private const int Objects = 1000;

    // Of what does not tell its size.
    private const long Unknown = 1 << 20;

    /// <summary>The batches, in the order of the sources' keys.</summary>
    public static IEnumerable<IReadOnlyList<ArchiveObject>> Of(IEnumerable<ArchiveObject> sources)
    {
        var batch = new List<ArchiveObject>();
        var size = 0L;
        foreach (var source in sources.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            batch.Add(source);
            size += source.Size ?? Unknown;
            if (size >= PackedBytes || batch.Count >= Objects)
            {
                yield return batch;
                (batch, size) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
