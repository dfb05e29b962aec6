using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Asks a server, no faster than it allows, and again where that may help.</summary>
/// <param name="server">The server; the token goes nowhere else.</param>
/// <param name="client">The connections. They follow no redirect.</param>
/// <param name="pace">What all who ask the server share.</param>
/// <param name="time">The clock.</param>
internal sealed class HcpApi(Uri server, HttpClient client, HcpPace pace, TimeProvider time)
{
    private const int Tries = 4;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>The document at a path below <c>/api/v2/</c>.</summary>
    /// <exception cref="StateSourceException">It cannot be had; the message says why.</exception>
    public async Task<HcpAnswer> GetAsync(string path, HcpToken token, CancellationToken cancellation)
    {
        if (!token.CanBeSent)
        {
            throw new StateSourceException($"the token from {token.Whence} is none: it is empty or holds blanks or line breaks; put the token itself there");
        }

        return await AgainAsync(() => TryAsync(path, token, cancellation), cancellation);
    }

    /// <summary>Repeats what may pass, with longer and longer waits.</summary>
    public async Task<T> AgainAsync<T>(Func<Task<HcpAttempt<T>>> attempt, CancellationToken cancellation)
        where T : class
    {
        for (var tries = 1; ; tries++)
        {
            var ended = await attempt();
            if (ended.Got is { } got)
            {
                return got;
            }

            if (!ended.MayPass || tries == Tries)
            {
                throw new StateSourceException(ended.MayPass ? $"{ended.Problem}, {Tries} times over; it is tried again later" : ended.Problem);
            }

            if (ended.Pause is { } pause)
            {
                pace.Pause(pause);
            }
            else
            {
                await Task.Delay(ShortestWait * (1 << (tries - 1)) * (0.75 + (Random.Shared.NextDouble() / 2)), time, cancellation);
            }
        }
    }

    private async Task<HcpAttempt<HcpAnswer>> TryAsync(string path, HcpToken token, CancellationToken cancellation)
    {
        await pace.TakeTurnAsync(cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"/api/v2/{path}"));
        request.Headers.Authorization = new("Bearer", token.Value.Reveal());
        request.Headers.Accept.Add(new("application/vnd.api+json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("DriftStream", null));
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            return await JudgeAsync(response, token, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return HcpAttempt<HcpAnswer>.Failed($"the server did not answer within {client.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failure)
        {
            return HcpFaults.MayPass(failure) ? HcpAttempt<HcpAnswer>.Failed(HcpFaults.Words(failure)) : HcpAttempt<HcpAnswer>.Refused(HcpFaults.Words(failure));
        }
    }

    private async Task<HcpAttempt<HcpAnswer>> JudgeAsync(HttpResponseMessage response, HcpToken token, CancellationToken cancellation) => response.StatusCode switch
    {
        HttpStatusCode.OK => Read(await response.Content.ReadAsByteArrayAsync(cancellation)),
        HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => HcpAttempt<HcpAnswer>.Of(new(response.StatusCode, default)),
        HttpStatusCode.Unauthorized => HcpAttempt<HcpAnswer>.Refused(HcpFaults.Unauthorized(token)),
        HttpStatusCode.TooManyRequests => HcpAttempt<HcpAnswer>.TooFast("the server asks to slow down (429)", HcpFaults.Pause(response.Headers, time.GetUtcNow())),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => HcpAttempt<HcpAnswer>.Failed($"the server answers {(int)response.StatusCode}"),
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => HcpAttempt<HcpAnswer>.Refused(HcpFaults.Redirected(response.Headers.Location)),
        HttpStatusCode.Forbidden => HcpAttempt<HcpAnswer>.Refused($"the server or a proxy before it forbids it (403): allow this machine to reach it, and the token from {token.Whence} to read it"),
        _ => HcpAttempt<HcpAnswer>.Refused($"the server answers {(int)response.StatusCode}, as HCP Terraform and Terraform Enterprise do not: check the host"),
    };

    private static HcpAttempt<HcpAnswer> Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body) is { ValueKind: JsonValueKind.Object } document
                ? HcpAttempt<HcpAnswer>.Of(new(HttpStatusCode.OK, document))
                : HcpAttempt<HcpAnswer>.Refused(NotTheApi);
        }
        catch (JsonException)
        {
            return HcpAttempt<HcpAnswer>.Refused(NotTheApi);
        }
    }

    private const string NotTheApi = "what the server answers is not JSON, as that of HCP Terraform and Terraform Enterprise is: check the host";
}
