using DriftStream.Replay.Distilling;

namespace DriftStream.Replay.Sources;

/// <summary>What the sources on the command line stand for.</summary>
/// <param name="Files">What to read, each once, in the order of their keys.</param>
/// <param name="Problems">What could not be looked into.</param>
/// <param name="Notes">What the user may want to know, and what is no fault.</param>
internal sealed record InputFiles(IReadOnlyList<ArchiveObject> Files, IReadOnlyList<InputProblem> Problems, IReadOnlyList<InputProblem> Notes)
{
    /// <summary>Lists what lies in the archives.</summary>
    public static async Task<InputFiles> FindAsync(IEnumerable<IArchive> archives, ArchiveRemarks remarks, CancellationToken cancellation)
    {
        var files = new Dictionary<string, ArchiveObject>(StringComparer.Ordinal);
        foreach (var archive in archives)
        {
            await foreach (var file in archive.ListAsync(cancellation))
            {
                files.TryAdd(file.Key, file);
            }
        }

        return new([.. DistilledSegment.WithoutNeedless(files.Values).OrderBy(f => f.Key, StringComparer.Ordinal)], remarks.Problems, remarks.Notes);
    }
}
