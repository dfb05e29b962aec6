using System.Net;
using Amazon.Runtime;
using Amazon.S3.Model;
using DriftStream.Aws.S3;

namespace DriftStream.States.Sources;

/// <summary>States in a bucket: one key, or everything below a prefix that ends in a slash.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="key">The key or the prefix.</param>
internal sealed class S3StateSource(S3Store bucket, string key) : IStateSource, IDisposable
{
    private bool IsPrefix => key.Length == 0 || key.EndsWith('/');

    /// <inheritdoc/>
    public bool IsOne => !IsPrefix;

    /// <inheritdoc/>
    public string Nothing(string argument) => IsPrefix
        ? $"There is no state below '{argument}': looked for keys that end in .tfstate, and for others with a state in them."
        : $"There is no state at '{argument}': the bucket has no such key. A prefix ends in a slash.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation)
    {
        var files = new List<StateFile>();
        var request = new ListObjectsV2Request { Prefix = key };
        do
        {
            var page = await AskAsync(() => bucket.ListAsync(request, cancellation), "s3:ListBucket", cancellation);
            files.AddRange((page.S3Objects ?? []).Select(o => Candidate(o.Key) is { } file ? file with { Mark = $"{o.ETag} {o.LastModified:O}", Size = o.Size ?? 0, Written = Moment(o.LastModified) } : null).OfType<StateFile>());
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));

        return files;
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation) => FetchAsync(file, version: null, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation)
    {
        var newestFirst = new List<StateVersion>();
        var request = new ListVersionsRequest { Prefix = key };
        ListVersionsResponse page;
        do
        {
            page = await AskAsync(() => bucket.ListVersionsAsync(request, cancellation), "s3:ListBucketVersions", cancellation);
            newestFirst.AddRange((page.Versions ?? []).Select(Version).OfType<StateVersion>());
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true && !string.IsNullOrEmpty(page.NextKeyMarker));

        // Times are only told to the second or less; of two that are equal, S3 lists the later one first.
        return [.. newestFirst.GroupBy(v => v.File.Path, StringComparer.Ordinal).SelectMany(g => g.Reverse().OrderBy(v => v.Written))];
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => FetchAsync(version.File, version.Id, cancellation);

    /// <inheritdoc/>
    public void Dispose() => bucket.Dispose();

    private StateVersion? Version(S3ObjectVersion found) => Candidate(found.Key) is { } file && Moment(found.LastModified) is { } written
        ? new(file with { Size = found.Size ?? 0, Written = written }, found.VersionId, written, found.IsDeleteMarker == true)
        : null;

    private StateFile? Candidate(string found)
    {
        var address = new S3Address(bucket.Name, found).ToString();
        return !IsPrefix ? (found == key ? new(address, found[(found.LastIndexOf('/') + 1)..], Certain: true) : null)
            : StateKeys.MayBeState(found) is { } isCertain ? new(address, found[key.Length..], isCertain)
            : null;
    }

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
                throw new StateSourceException(unreadable.InnerException is { } cause ? Sentence(cause, version is null ? "s3:GetObject" : "s3:GetObjectVersion", unreadable.Message) : unreadable.Message, unreadable);
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
            throw new StateSourceException(Sentence(failure, permission, S3Faults.Sentence(failure, permission)), failure);
        }
    }

    // What helps here is not what helps an archive.
    private static string Sentence(Exception failure, string permission, string usual) => failure switch
    {
        AmazonServiceException { ErrorCode: "ExpiredToken" or "TokenRefreshRequired" } => "the AWS session has expired: sign in again",
        AmazonServiceException { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "TemporaryRedirect" } => "S3 leads from region to region: set AWS_REGION to the bucket's",
        AmazonServiceException { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" } => usual,
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } refused => $"AWS does not allow {permission} on it ({refused.ErrorCode}): grant it, and kms:Decrypt where a key of yours encrypts it",
        _ => usual,
    };

    private static DateTimeOffset? Moment(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;
}
