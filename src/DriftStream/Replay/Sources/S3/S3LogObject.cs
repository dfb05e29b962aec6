using DriftStream.Aws.S3;

namespace DriftStream.Replay.Sources.S3;

/// <summary>An object in a bucket. It is fetched whole before anybody reads it.</summary>
/// <param name="bucket">Where it lies.</param>
/// <param name="key">Its key.</param>
/// <param name="etag">As S3 writes it, in quotes.</param>
/// <param name="size">How many bytes it has.</param>
internal sealed class S3LogObject(S3Store bucket, string key, string? etag, long size) : ArchiveObject(new S3Address(bucket.Name, key).ToString(), new S3Address(bucket.Name, key).ToString())
{
    /// <inheritdoc/>
    public override string? ETag => etag;

    /// <inheritdoc/>
    public override long? Size => size;

    /// <inheritdoc/>
    public override bool IsFar => true;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellation)
    {
        var spool = Spool.For(size);
        try
        {
            await new S3Download(bucket, key, etag).WriteToAsync(spool, cancellation);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }
}
