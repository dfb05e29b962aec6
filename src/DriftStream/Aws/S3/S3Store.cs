using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace DriftStream.Aws.S3;

/// <summary>A bucket: its lists, versions and objects, asked for again where that may help. Safe to use from several threads.</summary>
/// <param name="name">The bucket's name.</param>
/// <param name="connect">A client for the region that S3 named; null: for the first guess.</param>
/// <param name="payer">Who pays; null: the owner.</param>
/// <param name="time">The clock.</param>
internal sealed class S3Store(string name, Func<string?, IAmazonS3> connect, RequestPayer? payer, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<IAmazonS3> _clients = [];
    private string? _region;

    /// <summary>The bucket's name.</summary>
    public string Name => name;

    /// <summary>The key that their owner encrypts objects with (SSE-C), in base64; null: none.</summary>
    public string? CustomerKey { get; init; }

    /// <summary>How often and how long it is waited.</summary>
    public S3Retry Retry { get; } = new(time);

    /// <summary>One page of a list; the same request is good for the next page once its token is set.</summary>
    public Task<ListObjectsV2Response> ListAsync(ListObjectsV2Request request, CancellationToken cancellation)
    {
        request.BucketName = name;
        request.RequestPayer = payer;
        return Retry.RunAsync(token => AskAsync((s3, t) => s3.ListObjectsV2Async(request, t), token), cancellation);
    }

    /// <summary>One page of a list of versions, marks of deletion among them; the newest of a key first.</summary>
    public Task<ListVersionsResponse> ListVersionsAsync(ListVersionsRequest request, CancellationToken cancellation)
    {
        request.BucketName = name;
        request.RequestPayer = payer;
        return Retry.RunAsync(token => AskAsync((s3, t) => s3.ListVersionsAsync(request, t), token), cancellation);
    }

    /// <summary>What is known of an object besides its content, its user metadata above all.</summary>
    public Task<GetObjectMetadataResponse> HeadAsync(string key, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = name, Key = key, RequestPayer = payer };
        return Retry.RunAsync(token => AskAsync((s3, t) => s3.GetObjectMetadataAsync(request, t), token), cancellation);
    }

    /// <summary>Begins to fetch an object, once; whoever reads on deals with broken connections.</summary>
    /// <param name="key">The object.</param>
    /// <param name="from">The first byte that is wanted.</param>
    /// <param name="etag">The content that is wanted; null: any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<GetObjectResponse> GetAsync(string key, long from, string? etag, CancellationToken cancellation) =>
        GetAsync(key, version: null, from, etag, cancellation);

    /// <summary>Begins to fetch a version of an object, once.</summary>
    /// <param name="key">The object.</param>
    /// <param name="version">The version; null: the newest.</param>
    /// <param name="from">The first byte that is wanted.</param>
    /// <param name="etag">The content that is wanted; null: any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<GetObjectResponse> GetAsync(string key, string? version, long from, string? etag, CancellationToken cancellation)
    {
        var request = new GetObjectRequest { BucketName = name, Key = key, VersionId = version, EtagToMatch = etag, RequestPayer = payer };
        if (from > 0)
        {
            request.ByteRange = new ByteRange($"bytes={from}-");
        }

        return CustomerKey is null ? AskAsync((s3, token) => s3.GetObjectAsync(request, token), cancellation) : GetWithKeyAsync(request, CustomerKey, cancellation);
    }

    // S3 refuses the key for an object that was written without one.
    private async Task<GetObjectResponse> GetWithKeyAsync(GetObjectRequest request, string key, CancellationToken cancellation)
    {
        (request.ServerSideEncryptionCustomerMethod, request.ServerSideEncryptionCustomerProvidedKey) = (ServerSideEncryptionCustomerMethod.AES256, key);
        try
        {
            return await AskAsync((s3, token) => s3.GetObjectAsync(request, token), cancellation);
        }
        catch (AmazonS3Exception plain) when (plain is { ErrorCode: "InvalidRequest", StatusCode: HttpStatusCode.BadRequest })
        {
            (request.ServerSideEncryptionCustomerMethod, request.ServerSideEncryptionCustomerProvidedKey) = (null, null);
            return await AskAsync((s3, token) => s3.GetObjectAsync(request, token), cancellation);
        }
    }

    /// <summary>Lays a text into the bucket under a key that nothing lies under yet; false: something does, and it stays.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html</remarks>
    public async Task<bool> AddAsync(string key, string text, CancellationToken cancellation)
    {
        var request = new PutObjectRequest { BucketName = name, Key = key, ContentBody = text, ContentType = "text/plain; charset=utf-8", IfNoneMatch = "*", UseChunkEncoding = false };
        try
        {
            await Retry.RunAsync(token => AskAsync((s3, t) => s3.PutObjectAsync(request, t), token), cancellation);
            return true;
        }
        catch (AmazonS3Exception taken) when (taken.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task<T> AskAsync<T>(Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var asked = Client();
        try
        {
            return await call(asked, cancellation);
        }
        catch (AmazonS3Exception elsewhere) when (MovedTo(elsewhere) is { Length: > 0 } region && Moves(region))
        {
            return await call(Client(), cancellation);
        }
    }

    private IAmazonS3 Client()
    {
        lock (_gate)
        {
            if (_clients.Count == 0)
            {
                _clients.Add(connect(null));
            }

            return _clients[^1];
        }
    }

    // Calls that are under way keep the client that they have.
    private bool Moves(string region)
    {
        lock (_gate)
        {
            if (_region is null)
            {
                _region = region;
                _clients.Add(connect(region));
            }

            return _region == region;
        }
    }

    private static string? MovedTo(AmazonS3Exception answer) => answer.ErrorCode is "PermanentRedirect" or "AuthorizationHeaderMalformed" or "TemporaryRedirect" ? S3Faults.RegionNamed(answer) : null;
}
