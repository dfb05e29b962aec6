using Amazon.S3.Model;
using DriftStream.Aws.S3;
using DriftStream.States.Windows;

namespace DriftStream.States.Sources;

/// <summary>States in a bucket: one key, the workspaces of a key, or everything below a prefix that ends in a slash. One listing tells of states and of locks.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="layout">Which of its keys are asked for.</param>
internal sealed class S3StateSource(S3Store bucket, BucketLayout layout) : IStateSource, ITellsWindows, IDisposable
{
    private readonly BucketLocks _locks = new(bucket);

    /// <summary>One key, or everything below a prefix.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key or the prefix.</param>
    public S3StateSource(S3Store bucket, string key)
        : this(bucket, new BucketLayout(bucket.Name, key))
    {
    }

    /// <inheritdoc/>
    public bool IsOne => layout.IsOne;

    /// <inheritdoc/>
    public bool KeepsVersions => true;

    /// <inheritdoc/>
    public string Nothing(string argument) => layout.IsPrefix
        ? $"There is no state below '{argument}': looked for keys that end in .tfstate, and for others with a state in them."
        : $"There is no state at '{argument}': the bucket has no such key. A prefix ends in a slash.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation)
    {
        var (files, locks) = (new List<StateFile>(), new List<S3Object>());
        foreach (var prefix in layout.Prefixes)
        {
            await foreach (var found in ObjectsAsync(prefix, cancellation))
            {
                if (BucketLocks.IsLock(found.Key))
                {
                    locks.Add(found);
                }
                else if (layout.StateAt(found.Key) is { } file)
                {
                    files.Add(file with { Mark = $"{found.ETag} {found.LastModified:O}", Size = found.Size ?? 0, Written = Moment(found.LastModified) });
                }
            }
        }

        _locks.Listed(locks);
        return [.. files.DistinctBy(f => f.Path)];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation) => _locks.OfAsync(files, cancellation);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation) => FetchAsync(file, version: null, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation)
    {
        var newestFirst = new List<StateVersion>();
        foreach (var request in layout.Prefixes.Select(prefix => new ListVersionsRequest { Prefix = prefix }))
        {
            ListVersionsResponse page;
            do
            {
                page = await AskAsync(() => bucket.ListVersionsAsync(request, cancellation), "s3:ListBucketVersions", cancellation);
                newestFirst.AddRange((page.Versions ?? []).Select(Version).OfType<StateVersion>());
                (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
            }
            while (page.IsTruncated == true && !string.IsNullOrEmpty(page.NextKeyMarker));
        }

        // Not AWS: there, what was written without versioning is a version, too.
        if (newestFirst.Count == 0 && (await ListAsync(cancellation)).Count > 0)
        {
            throw new StateSourceException("the server lists the states and no version of them, as one that keeps none");
        }

        // Times are only told to the second or less; of two that are equal, S3 lists the later one first.
        return [.. newestFirst.DistinctBy(v => (v.File.Path, v.Id)).GroupBy(v => v.File.Path, StringComparer.Ordinal).SelectMany(g => g.Reverse().OrderBy(v => v.Written))];
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => FetchAsync(version.File, version.Id, cancellation);

    /// <inheritdoc/>
    public void Dispose() => bucket.Dispose();

    private async IAsyncEnumerable<S3Object> ObjectsAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { Prefix = prefix };
        do
        {
            var page = await AskAsync(() => bucket.ListAsync(request, cancellation), "s3:ListBucket", cancellation);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found;
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));
    }

    private StateVersion? Version(S3ObjectVersion found) => layout.StateAt(found.Key) is { } file && Moment(found.LastModified) is { } written
        ? new(file with { Size = found.Size ?? 0, Written = written }, found.VersionId, written, found.IsDeleteMarker == true)
        : null;

    private async Task<Stream> FetchAsync(StateFile file, string? version, CancellationToken cancellation)
    {
        // What it was when it was listed says nothing about the newest one.
        var spool = Spool.For(version is null ? null : file.Size);
        try
        {
            await new S3Download(bucket, file.Path[(bucket.Name.Length + "s3:///".Length)..], etag: null) { Version = version }.WriteToAsync(spool, cancellation);
            spool.Position = 0;
            return spool;
        }
        catch (Exception failure)
        {
            await spool.DisposeAsync();
            if (failure is S3UnreadableException unreadable)
            {
                throw S3StateFaults.Of(unreadable, version is null ? "s3:GetObject" : "s3:GetObjectVersion");
            }

            throw;
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> call, string permission, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (S3Faults.IsOne(failure) && !cancellation.IsCancellationRequested)
        {
            throw new StateSourceException(S3StateFaults.Sentence(failure, permission, S3Faults.Sentence(failure, permission)), failure);
        }
    }

    private static DateTimeOffset? Moment(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;
}
