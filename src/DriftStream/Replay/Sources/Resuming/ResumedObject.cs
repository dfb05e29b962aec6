namespace DriftStream.Replay.Sources.Resuming;

/// <summary>A far object that is fetched once and then read from the <see cref="ResumeFile"/>.</summary>
/// <param name="inner">The object.</param>
/// <param name="etag">Its content.</param>
/// <param name="file">Where it is kept.</param>
/// <param name="isFar">Whether it has to be fetched first.</param>
internal sealed class ResumedObject(ArchiveObject inner, string etag, ResumeFile file, bool isFar) : ArchiveObject(inner.Name, inner.Key)
{
    /// <inheritdoc/>
    public override string? ETag => etag;

    /// <inheritdoc/>
    public override long? Size => inner.Size;

    /// <inheritdoc/>
    public override bool IsFar => isFar;

    /// <inheritdoc/>
    public override bool CanReopen => inner.CanReopen;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellation)
    {
        if (!isFar && file.Find(Key, etag) is { } kept)
        {
            return kept;
        }

        var content = await inner.OpenAsync(cancellation);
        await file.AddAsync(Key, etag, content, cancellation);
        content.Position = 0;
        return content;
    }
}
