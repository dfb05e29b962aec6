using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace DriftStream.Network;

/// <summary>
/// The one place where outgoing connections are made. They go through the proxy that the environment names, trust the system's
/// certificates and those of <c>Network:ExtraCa</c>, follow no redirect, and carry no trace headers to others.
/// </summary>
internal sealed class OutgoingHttp(IOptions<NetworkOptions> options)
{
    // Long enough to be worth keeping, short enough that an address that moved is noticed.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2Collection _extra = options.Value.Certificates();

    /// <summary>Connections that trust what the system trusts.</summary>
    public static OutgoingHttp Plain { get; } = new(Options.Create(new NetworkOptions()));

    /// <summary>Whether a server's certificate is trusted, for connections that are not HTTP; null: as the system has it.</summary>
    public RemoteCertificateValidationCallback? Trust => _extra.Count > 0 ? IsTrusted : null;

    /// <summary>A handler of the caller's own.</summary>
    /// <remarks>Without a propagator there is no activity either, whose tags would carry a secret address into traces.</remarks>
    public SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = ConnectionLife,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = Trust;
        return handler;
    }

    // A name that does not fit stays refused: only who vouches for the certificate is widened.
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
        {
            return errors == SslPolicyErrors.None;
        }

        using var widened = new X509Chain();
        widened.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        widened.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        widened.ChainPolicy.CustomTrustStore.AddRange(_extra);
        if (chain is not null)
        {
            widened.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        }

        return widened.Build(server);
    }
}
