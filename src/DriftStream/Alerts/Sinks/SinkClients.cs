using System.Net.Security;
using DriftStream.Network;

namespace DriftStream.Alerts.Sinks;

/// <summary>Makes the clients of sinks, over the connections that everything outgoing uses.</summary>
/// <remarks>Clients of our own instead of the framework's factory: that one logs every address it calls.</remarks>
internal sealed class SinkClients(OutgoingHttp http)
{
    /// <summary>Clients that trust what the system trusts.</summary>
    public SinkClients()
        : this(OutgoingHttp.Plain)
    {
    }

    /// <summary>The same connections for AWS's clients.</summary>
    public AwsHttpClients Aws { get; } = new(http);

    /// <summary>Whom connections that are not HTTP trust; null: whom the system trusts.</summary>
    public RemoteCertificateValidationCallback? Trust => http.Trust;

    /// <summary>A client without a time limit of its own.</summary>
    public HttpClient Create() => new(http.Handler()) { Timeout = Timeout.InfiniteTimeSpan };
}
