using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>Finds distilled logs. What is not as it was written is named and left out.</summary>
internal static class DistilledFolder
{
    /// <summary>The segments of the log in a folder; null where there is none.</summary>
    /// <param name="shown">The folder as the user would name it.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="remarks">Told what it holds, what is wrong with it, and what was wrong with its sources.</param>
    public static IReadOnlyList<DistilledSegment>? Find(string shown, string path, ArchiveRemarks remarks)
    {
        if (!DistilledManifest.IsIn(path))
        {
            return Directory.EnumerateFiles(path, "*" + SegmentWriter.Ending).Any()
                ? Broken(shown, $"it holds parts of a distilled log without {DistilledManifest.FileName}, which is written last, so nothing of it was judged. Distill the sources again.", remarks)
                : null;
        }

        try
        {
            return Open(shown, path, DistilledManifest.Read(path), remarks);
        }
        catch (DistilledLogException unusable)
        {
            return Broken(shown, unusable.Message, remarks);
        }
    }

    private static IReadOnlyList<DistilledSegment> Open(string shown, string path, DistilledManifest manifest, ArchiveRemarks remarks)
    {
        var broken = SegmentCheck.Problems(manifest, path);
        foreach (var (segment, sentence) in broken)
        {
            remarks.Problem(Path.Join(shown, segment.File), $"it {sentence}, so its {ReplaySummary.Count(segment.Records, "record")} were not judged{Origin(manifest, segment)}");
        }

        foreach (var source in manifest.Sources)
        {
            source.Problems.ToList().ForEach(problem => remarks.Problem(source.Key, $"{problem} (found when it was distilled)"));
        }

        remarks.Note(shown, Content(manifest));
        var names = broken.Select(b => b.Segment.File).ToHashSet(StringComparer.Ordinal);

        // Openings that came to matter may have the very bytes of those that did not.
        var live = manifest.Batches.SelectMany(b => new[] { b.Records?.File, b.Sessions?.File }).ToHashSet(StringComparer.Ordinal);
        return [.. manifest.Segments.DistinctBy(s => s.File).Where(s => !names.Contains(s.File)).Select(s => Segment(s, !live.Contains(s.File)))];

        DistilledSegment Segment(SegmentFacts segment, bool isIdle) => new(new(Path.Join(shown, segment.File), Path.Combine(path, segment.File)), path, isIdle);
    }

    private static string Origin(DistilledManifest manifest, SegmentFacts segment) => manifest.Batches.First(b => b.Segments.Contains(segment)).Sources switch
    {
        [] => "",
        [var only] => $". They came from {only.Key}.",
        [var first, .., var last] and var all => $". They came from {all.Count} sources, {first.Key} to {last.Key}.",
    };

    private static string Content(DistilledManifest manifest)
    {
        var sources = manifest.Sources.ToList();
        var digests = sources.Where(s => s.Digest is not null).GroupBy(s => s.Digest!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").ToList();
        return $"a distilled log of {ReplaySummary.Count(sources.Count, "source")}: {sources.Sum(s => s.Kept)} of {ReplaySummary.Count(sources.Sum(s => s.Records), "record")}, and what {sources.Sum(s => s.Openings)} tell of sessions; calls that only read are not in it"
            + (digests.Count == 0 ? "" : $"; its sources were, by CloudTrail's digests: {string.Join(", ", digests)}");
    }

    private static IReadOnlyList<DistilledSegment> Broken(string shown, string sentence, ArchiveRemarks remarks)
    {
        remarks.Problem(shown, sentence);
        return [];
    }
}
