using System.Net;
using DriftStream.Aws.S3;
using DriftStream.Configuration;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Fetches a state from where the server stores it. The address is all that is needed for that, so it is a secret, and no token goes there.</summary>
/// <param name="client">The connections. They follow no redirect.</param>
/// <param name="again">What is asked again, and when.</param>
/// <remarks>https://developer.hashicorp.com/terraform/cloud-docs/api-docs#blob-storage-authentication</remarks>
internal sealed class HcpDownload(HttpClient client, HcpApi again)
{
    private const int MostRedirects = 5;
    private const int ChunkSize = 1 << 16;
    private const long MostBytes = 1L << 30;

    /// <summary>The state, whole, at its beginning.</summary>
    /// <exception cref="StateSourceException">It cannot be had.</exception>
    public Task<Stream> OpenAsync(Secret link, CancellationToken cancellation) => again.AgainAsync(() => TryAsync(link, cancellation), cancellation);

    private async Task<HcpAttempt<Stream>> TryAsync(Secret link, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(client.Timeout);
        try
        {
            return await FollowAsync(new Uri(link.Reveal()), silence);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return HcpAttempt<Stream>.Failed($"the store of states was silent for {client.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failure)
        {
            return HcpAttempt<Stream>.Failed($"the server's store of states gives nothing: {HcpFaults.Words(failure)}");
        }
        catch (IOException)
        {
            return HcpAttempt<Stream>.Failed("the connection to the store of states broke");
        }
    }

    private async Task<HcpAttempt<Stream>> FollowAsync(Uri address, CancellationTokenSource silence)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            {
                return HcpAttempt<Stream>.Refused("the server wants its state fetched without TLS, readable for others: have its administrator set an https address");
            }

            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (response.StatusCode is < HttpStatusCode.Ambiguous or >= HttpStatusCode.BadRequest || response.Headers.Location is not { } next)
            {
                return await JudgeAsync(response, silence);
            }

            address = new Uri(address, next);
        }

        return HcpAttempt<Stream>.Refused("the store of states leads in circles");
    }

    private async Task<HcpAttempt<Stream>> JudgeAsync(HttpResponseMessage response, CancellationTokenSource silence) => response.StatusCode switch
    {
        HttpStatusCode.OK => await CopyAsync(response, silence),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => HcpAttempt<Stream>.Failed($"the store of states answers {(int)response.StatusCode}"),
        _ => HcpAttempt<Stream>.Refused($"the store of states does not give it out ({(int)response.StatusCode}), though the server says that it lies there"),
    };

    private async Task<HcpAttempt<Stream>> CopyAsync(HttpResponseMessage response, CancellationTokenSource silence)
    {
        var length = response.Content.Headers.ContentLength;
        var spool = Spool.For(length);
        var isWhole = false;
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(silence.Token);
            var chunk = new byte[ChunkSize];
            while (await content.ReadAsync(chunk, silence.Token) is > 0 and var count)
            {
                if (spool.Position + count > MostBytes)
                {
                    return HcpAttempt<Stream>.Refused("it has more than 1 GB, as no state has");
                }

                await spool.WriteAsync(chunk.AsMemory(0, count), silence.Token);
                silence.CancelAfter(client.Timeout);
            }

            spool.Position = 0;
            isWhole = true;
            return HcpAttempt<Stream>.Of(spool);
        }
        finally
        {
            if (!isWhole)
            {
                await spool.DisposeAsync();
            }
        }
    }
}
