using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using DriftStream.Aws.S3;

namespace DriftStream.States.Sources.Http;

/// <summary>One state on a server of Terraform's http backend. It is only fetched: whether somebody holds the lock could only be told by taking it.</summary>
/// <param name="server">The server.</param>
/// <param name="address">The backend's address.</param>
/// <param name="show">Shows the server who asks.</param>
/// <remarks>https://developer.hashicorp.com/terraform/language/backend/http</remarks>
internal sealed class HttpStateSource(StateServer server, Uri address, Action<HttpRequestMessage> show) : IStateSource, IDisposable
{
    private (EntityTagHeaderValue Tag, StateFile File)? _known;

    /// <inheritdoc/>
    public bool IsOne => true;

    /// <inheritdoc/>
    public string Nothing(string argument) => $"There is no state at '{argument}': the server answers that it has none.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation)
    {
        var known = _known;
        using var answer = await GetAsync(known?.Tag, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotModified && known is { } same)
        {
            return [same.File];
        }

        _known = null;
        if (!answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NoContent)
        {
            return [];
        }

        // A server need not say whether the state is another one than before, so the content itself does.
        var (size, hash) = await TakeAsync(answer, Stream.Null, cancellation);
        if (size == 0)
        {
            return [];
        }

        var file = new StateFile(address.AbsoluteUri, NameOf(address), Certain: true) { Mark = hash, Size = size, Written = answer.Content.Headers.LastModified };
        _known = answer.Headers.ETag is { } tag ? (tag, file) : null;
        return [file];
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation)
    {
        using var answer = await GetAsync(known: null, cancellation);
        if (!answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NoContent)
        {
            throw new StateSourceException(HttpStateFaults.Gone);
        }

        var spool = Spool.For(answer.Content.Headers.ContentLength);
        try
        {
            await TakeAsync(answer, spool, cancellation);
            spool.Position = 0;
            return spool.Length > 0 ? spool : throw new StateSourceException(HttpStateFaults.Gone);
        }
        catch (Exception)
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StateVersion>?>(null);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => OpenAsync(version.File, cancellation);

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    private Task<HttpResponseMessage> GetAsync(EntityTagHeaderValue? known, CancellationToken cancellation) => server.AskAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            show(request);
            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(known);
            }

            return request;
        },
        cancellation);

    // Terraform's own protection against a damaged state is MD5, which is what such a server sends.
    private static Task<(long Size, string Hash)> TakeAsync(HttpResponseMessage answer, Stream into, CancellationToken cancellation) => StateServer.ReadAsync(
        answer,
        async (content, token) =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var sum = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            var size = 0L;
            var piece = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(piece, token)) > 0; size += read)
            {
                hash.AppendData(piece, 0, read);
                sum.AppendData(piece, 0, read);
                await into.WriteAsync(piece.AsMemory(0, read), token);
            }

            var sent = answer.Content.Headers.ContentMD5;
            return sent is null || sum.GetHashAndReset().AsSpan().SequenceEqual(sent) ? (size, Convert.ToHexStringLower(hash.GetHashAndReset())) : throw new StateSourceException(HttpStateFaults.Altered);
        },
        cancellation);

    private static string NameOf(Uri address) =>
        Uri.UnescapeDataString(address.AbsolutePath.TrimEnd('/').Split('/')[^1]) is { Length: > 0 } last ? last : address.Host;
}
