namespace DriftStream.Replay.Sources;

/// <summary>An archive of things that are known already, such as standard input.</summary>
internal sealed class GivenArchive(params IEnumerable<ArchiveObject> objects) : IArchive
{
    /// <inheritdoc/>
    public IAsyncEnumerable<ArchiveObject> ListAsync(CancellationToken cancellation) => objects.ToAsyncEnumerable();
}
