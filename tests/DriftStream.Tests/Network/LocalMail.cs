using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DriftStream.Tests.Network;

/// <summary>A mail server on loopback.</summary>
internal sealed class LocalMail : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    /// <param name="certificate">What it shows those who ask for STARTTLS; null: it speaks plainly.</param>
    public LocalMail(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails that were taken, as they came.</summary>
    public List<string> Mails { get; } = [];

    /// <summary>What the next mails are refused with, one each.</summary>
    public Queue<string> Refusals { get; } = new();

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
            if (await TalkAsync(plain, _certificate is null ? "250-mail.example.com\r\n250 8BITMIME" : "250-mail.example.com\r\n250 STARTTLS"))
            {
                await using var tls = new SslStream(plain);
                await tls.AuthenticateAsServerAsync(_certificate!);
                await TalkAsync(tls, "250-mail.example.com\r\n250 8BITMIME");
            }
        }
        catch (Exception hungUp) when (hungUp is IOException or AuthenticationException)
        {
            // The client did not trust the certificate, or had enough.
        }
    }

    // True: the client wants TLS from here on.
    private async Task<bool> TalkAsync(Stream stream, string welcome)
    {
        while (await LineAsync(stream) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await SayAsync(stream, welcome);
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    return true;
                case "MAIL" when Refusals.TryDequeue(out var refusal):
                    await SayAsync(stream, refusal);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    Mails.Add(await MailAsync(stream));
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return false;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }

        return false;
    }

    private static async Task<string> MailAsync(Stream stream)
    {
        var mail = new StringBuilder();
        while (await LineAsync(stream) is { } line && line != ".")
        {
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return mail.ToString();
    }

    // Byte by byte, as what follows STARTTLS belongs to TLS.
    private static async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static ValueTask SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
