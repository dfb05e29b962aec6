namespace DriftStream.Replay.Sources;

/// <summary>A file.</summary>
/// <param name="shown">Its path as the user began it.</param>
/// <param name="path">The full path.</param>
internal sealed class LocalFile(string shown, string path) : ArchiveObject(shown, path)
{
    private readonly FileInfo _file = new(path);

    /// <inheritdoc/>
    public override string? ETag => _file.Exists ? $"{_file.Length}-{_file.LastWriteTimeUtc.Ticks:x}" : null;

    /// <inheritdoc/>
    public override long? Size => _file.Exists ? _file.Length : null;

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<Stream>(new FileStream(Key, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
}
