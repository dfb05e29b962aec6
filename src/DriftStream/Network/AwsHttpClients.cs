using Amazon.Runtime;

namespace DriftStream.Network;

/// <summary>Gives AWS's clients the connections of <see cref="OutgoingHttp"/>, with the time limits of their own settings.</summary>
internal sealed class AwsHttpClients(OutgoingHttp http) : HttpClientFactory
{
    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = http.Handler();
        if (clientConfig.ConnectTimeout is { } connect)
        {
            handler.ConnectTimeout = connect;
        }

        var client = new HttpClient(handler);
        if (clientConfig.Timeout is { } limit)
        {
            client.Timeout = limit;
        }

        return client;
    }

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;
}
