using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DriftStream.Tests.Network;

/// <summary>A mail server on loopback that asks for STARTTLS and shows a given certificate.</summary>
internal sealed class TlsMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;

    public TlsMailServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many mails arrived through TLS.</summary>
    public int Taken { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await WelcomeAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task WelcomeAsync(NetworkStream plain)
    {
        try
        {
            await SayAsync(plain, "220 mail.example.com ESMTP");
            if (await TalkAsync(plain, "250-mail.example.com\r\n250 STARTTLS"))
            {
                await using var tls = new SslStream(plain);
                await tls.AuthenticateAsServerAsync(_certificate);
                await TalkAsync(tls, "250 mail.example.com");
            }
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // The client did not trust the certificate and hung up.
        }
    }

    // True: the client wants TLS from here on. Read by the byte, as what follows STARTTLS belongs to TLS.
    private async Task<bool> TalkAsync(Stream stream, string welcome)
    {
        while (await LineAsync(stream) is { } line)
        {
            var word = line.Split(' ')[0];
            await SayAsync(stream, word switch { "EHLO" => welcome, "STARTTLS" => "220 go on", "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" });
            if (word == "STARTTLS")
            {
                return true;
            }

            Taken += word == "." ? 1 : 0;
        }

        return false;
    }

    private static async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private static ValueTask SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
