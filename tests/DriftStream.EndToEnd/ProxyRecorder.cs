using System.Net;
using System.Net.Sockets;
using System.Text;
using DriftStream.Tests.LocalAws;

namespace DriftStream.EndToEnd;

/// <summary>A proxy on loopback that notes where it is asked to connect to, and connects nowhere.</summary>
internal sealed class ProxyRecorder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public ProxyRecorder()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>E.g. <c>CONNECT sqs.eu-west-1.amazonaws.com:443</c>.</summary>
    public Observed<string> Asked { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            if (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                Asked.Add(string.Join(' ', line.Split(' ')[..2]));
                await client.GetStream().WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _end.Token);
            }
        }
    }
}
