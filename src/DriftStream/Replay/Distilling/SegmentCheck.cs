using System.Security.Cryptography;

namespace DriftStream.Replay.Distilling;

/// <summary>Holds the files of a distilled log against what its manifest says of them.</summary>
internal static class SegmentCheck
{
    /// <summary>The files that are not as they were written, in the manifest's order.</summary>
    public static IReadOnlyList<(SegmentFacts Segment, string Sentence)> Problems(DistilledManifest manifest, string folder) =>
        [.. manifest.Segments.AsParallel().AsOrdered().Select(s => (Segment: s, Sentence: Problem(s, folder))).Where(s => s.Sentence is not null).Select(s => (s.Segment, s.Sentence!))];

    private static string? Problem(SegmentFacts segment, string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, segment.File), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return file.Length < segment.Size ? $"is cut: it has {file.Length} of its {segment.Size} bytes"
                : file.Length > segment.Size || Convert.ToHexStringLower(SHA256.HashData(file)) != segment.Sha256 ? "was altered after it was written"
                : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return "is missing";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {Reason.Of(refused)}";
        }
    }
}
