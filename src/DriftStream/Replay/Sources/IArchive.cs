namespace DriftStream.Replay.Sources;

/// <summary>Where past events lie: a folder, a bucket, CloudTrail's own history.</summary>
internal interface IArchive
{
    /// <summary>Finds what there is to read; nothing is opened yet. What cannot be looked into is remarked, and the rest goes on.</summary>
    public IAsyncEnumerable<ArchiveObject> ListAsync(CancellationToken cancellation);
}
