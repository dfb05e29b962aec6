using System.Text;
using DriftStream.Alerts.Sinks;
using DriftStream.Tests.Network;
using MimeKit;
using Shouldly;

namespace DriftStream.Tests.Alerts;

public sealed class EmailSinkTests : SinkSuite
{
    private readonly LocalMail _server = new();

    private protected override Task<IAlertSink> OpenAsync(SinkParts parts)
    {
        var entry = new EmailEntry { Server = "127.0.0.1", Port = _server.Port, From = "driftstream@example.com", StartTls = "off" };
        entry.To.Add("ops@example.com");
        return Task.FromResult<IAlertSink>(new Email(entry, parts));
    }

    private protected override Task<IReadOnlyList<string>> TakenAsync() => Task.FromResult<IReadOnlyList<string>>([.. _server.Mails]);

    private protected override void Answer(SinkOutcome outcome) => _server.Refusals.Enqueue(outcome == SinkOutcome.Refused ? $"550 no {Secret}" : $"451 later {Secret}");

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

    private protected override ValueTask CloseAsync() => _server.DisposeAsync();
}
