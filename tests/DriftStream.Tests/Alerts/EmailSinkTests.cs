using System.Net;
using System.Net.Sockets;
using System.Text;
using DriftStream.Alerts.Sinks;
using MimeKit;
using Shouldly;

namespace DriftStream.Tests.Alerts;

public sealed class EmailSinkTests : SinkSuite
{
    private readonly List<string> _mails = [];
    private readonly Queue<string> _answers = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _serving = Task.CompletedTask;

    private protected override Task<IAlertSink> OpenAsync(SinkParts parts)
    {
        _listener.Start();
        _serving = ServeAsync();
        var entry = new EmailEntry { Server = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, From = "driftstream@example.com", StartTls = "off" };
        entry.To.Add("ops@example.com");
        return Task.FromResult<IAlertSink>(new Email(entry, parts));
    }

    private protected override Task<IReadOnlyList<string>> TakenAsync() => Task.FromResult<IReadOnlyList<string>>([.. _mails]);

    private protected override void Answer(SinkOutcome outcome) => _answers.Enqueue(outcome == SinkOutcome.Refused ? $"550 no {Secret}" : $"451 later {Secret}");

    private protected override void ShouldBeWithinLimits(string message)
    {
        using var mail = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(message)));

        mail.To.Mailboxes.Select(m => m.Address).ShouldBe(["ops@example.com"]);
        mail.Bcc.ShouldBeEmpty();
        (mail.Subject ?? "").Length.ShouldBeInRange(1, 200);
        message.Split("\r\n").ShouldAllBe(line => line.Length <= 998);
        mail.TextBody.ShouldNotBeNullOrEmpty();
        (mail.HtmlBody ?? "<https:").ShouldNotContain("<b>&");
        (mail.HtmlBody ?? "<https:").ShouldNotContain("<https:");
    }

    private protected override async ValueTask CloseAsync()
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
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.example.com ESMTP");
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250-mail.example.com\r\n250 8BITMIME");
                    break;
                case "MAIL" when _answers.TryDequeue(out var answer):
                    await writer.WriteLineAsync(answer);
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    _mails.Add(await MailAsync(reader));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private static async Task<string> MailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return mail.ToString();
    }
}
