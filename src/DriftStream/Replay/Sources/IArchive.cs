namespace DriftStream.Replay.Sources;

/// <summary>Where past events lie: a folder, a bucket, CloudTrail's own history.</summary>
internal interface IArchive
{
    /// <summary>Finds what there is to read; nothing is opened yet.</summary>
    /// <exception cref="ArchiveUnreadableException">It cannot be looked into at all.</exception>
    public IAsyncEnumerable<ArchiveObject> ListAsync(CancellationToken cancellation);
}
