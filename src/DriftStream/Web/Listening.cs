using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace DriftStream.Web;

/// <summary>Binds the server to <c>Http:Listen</c>, and says so in words where that is not possible.</summary>
internal sealed class Listening(IOptions<HttpOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    private const int MostConnections = 1_000;

    public void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = MostConnections;
        if (options.Value.Endpoint() is { } endpoint)
        {
            server.Listen(endpoint);
        }
    }

    /// <summary>The wanted address while its port is free, else the same address with port 0, which takes any free one.</summary>
    public static Uri FreeOr(HttpOptions wanted)
    {
        using var trial = new TcpListener(wanted.Endpoint() ?? new IPEndPoint(IPAddress.Loopback, 0));
        try
        {
            trial.Start();
            return wanted.Listen;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return new UriBuilder(wanted.Listen) { Port = 0 }.Uri;
        }
    }

    /// <summary>One sentence for a failed start; null where the failure has nothing to do with the address.</summary>
    public static string? Explain(Exception failure, HttpOptions options) => failure switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"Port {options.Listen.Port} is taken by another program, so nothing was started. Stop that program, or set " +
            $"{HttpOptions.Section}:Listen to another port, e.g. http://127.0.0.1:{OtherThan(options.Listen.Port)}",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            $"This machine has no address {options.Listen.Host}, so nothing was started. Set {HttpOptions.Section}:Listen to one it has, " +
            "e.g. http://127.0.0.1:5080",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"This user may not listen on port {options.Listen.Port}, so nothing was started. Set {HttpOptions.Section}:Listen to a port " +
            "above 1023, e.g. http://127.0.0.1:5080",
        _ => null,
    };

    private static int OtherThan(int port) => port == 5081 ? 5082 : 5081;
}
