using System.Net.Sockets;
using System.Security.Authentication;

namespace DriftStream.Network;

/// <summary>Says in words why nothing could be sent.</summary>
internal static class OutgoingFault
{
    /// <summary>The advice for a certificate that nobody known vouches for; null where the failure is another.</summary>
    public static string? Untrusted(Exception failure) =>
        failure is AuthenticationException
            ? "the certificate of the other side is not trusted: if a proxy or a CA of your own signs it, name that CA's certificate (PEM) in Network:ExtraCa"
            : failure.InnerException is { } inner ? Untrusted(inner) : null;

    /// <summary>Why a connection failed, in a few words without any address.</summary>
    public static string Words(HttpRequestException failure) => Untrusted(failure) ?? failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name cannot be resolved",
        HttpRequestError.ProxyTunnelError => "the proxy of HTTPS_PROXY does not let it through",
        HttpRequestError.SecureConnectionError => "no TLS could be agreed on with it",
        HttpRequestError.ResponseEnded => "it broke off in the middle of its answer",
        HttpRequestError.ConnectionError => Connecting(failure.InnerException as SocketException),
        _ => "it does not answer as an HTTP server does",
    };

    private static string Connecting(SocketException? socket) => socket?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "it refuses the connection, so nothing listens there",
        SocketError.TimedOut => "it does not answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no way leads there",
        _ => "no connection could be made",
    };
}
