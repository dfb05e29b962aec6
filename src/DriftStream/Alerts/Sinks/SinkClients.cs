namespace DriftStream.Alerts.Sinks;

/// <summary>The one place where clients for sinks are made.</summary>
/// <remarks>
/// Clients of our own instead of the factory's: those log every address they call. Without propagation there is no
/// activity either, whose tags would carry secret addresses into traces. HTTPS_PROXY and NO_PROXY are honoured by the handler itself.
/// </remarks>
internal sealed class SinkClients
{
    private readonly Func<HttpMessageHandler> _handler;

    /// <summary>Clients over the framework's own connections.</summary>
    public SinkClients()
        : this(Plain)
    {
    }

    /// <summary>Clients over connections of the caller's choice; they follow no redirects, as a secret in an address or a header would go along.</summary>
    public SinkClients(Func<HttpMessageHandler> handler) => _handler = handler;

    /// <summary>A client without a time limit of its own.</summary>
    public HttpClient Create() => new(_handler()) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler Plain() => new()
    {
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
