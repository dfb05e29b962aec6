namespace DriftStream.Replay.Sources;

/// <summary>A file, or the log files in and below a folder.</summary>
/// <param name="shown">As the user wrote it.</param>
/// <param name="path">The full path.</param>
/// <param name="remarks">Told what cannot be read.</param>
internal sealed class LocalArchive(string shown, string path, ArchiveRemarks remarks) : IArchive
{
    /// <inheritdoc/>
    public IAsyncEnumerable<ArchiveObject> ListAsync(CancellationToken cancellation) =>
        (Directory.Exists(path) ? InFolder() : [Local(shown, path)]).ToAsyncEnumerable();

    private IEnumerable<ArchiveObject> InFolder()
    {
        var before = remarks.Problems.Count;
        var folder = new SourceFolder(remarks);
        var found = folder.FilesIn(shown, path);
        if (found.Count == 0 && !folder.HoldsDistilled && remarks.Problems.Count == before)
        {
            remarks.Problem(shown, "the folder holds no log files: DriftStream looks for .json, .jsonl and .ndjson, packed with gzip or not");
        }

        return found.Select(file => file is LocalFile ? Local(file.Name, file.Key) : file);
    }

    private static ArchiveObject Local(string shown, string path) => LakeResult.Unwrapped(new LocalFile(shown, path));
}
