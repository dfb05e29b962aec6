using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace DriftStream.Alerts.Sinks;

/// <summary>Sends mails, as text and as HTML, through the user's mail server.</summary>
internal sealed class Email(EmailEntry entry, SinkParts parts) : IAlertSink
{
    private const int SubjectLimit = 180;
    private const int ImplicitTlsPort = 465;
    private const string Domain = "driftstream";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name { get; } = entry.Name;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new() { ForPeople = true, Interval = TimeSpan.FromSeconds(1), TimeLimit = Limit, ListingLength = 500_000 };

    /// <inheritdoc/>
    public async Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => await TryAsync(
        async (client, cancel) => await client.NoOpAsync(cancel), cancellation);

    /// <inheritdoc/>
    public async Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation)
    {
        using var message = Message(news);
        return await TryAsync(async (client, cancel) => await client.SendAsync(message, cancel), cancellation);
    }

    private async Task<SinkAnswer> TryAsync(Func<SmtpClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(Limit, parts.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await WorkAsync(work, either.Token);
            return SinkAnswer.Ok;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(SinkOutcome.TryAgain, $"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (SmtpCommandException refused)
        {
            return OfStatus((int)refused.StatusCode);
        }
        catch (AuthenticationException)
        {
            return new(SinkOutcome.Refused, "the mail server refused user and password") { Remedy = "correct User and Password" };
        }
        catch (SslHandshakeException)
        {
            return new(SinkOutcome.TryAgain, "no TLS with the mail server that can be trusted: if a CA of your own signs its certificate, name that CA's (PEM) in Network:ExtraCa");
        }
        catch (NotSupportedException)
        {
            return new(SinkOutcome.Refused, "the mail server offers no STARTTLS") { Remedy = "use its port for TLS, or StartTls off for a server on this machine" };
        }
        catch (Exception failure) when (failure is SocketException or IOException or ProtocolException or ServiceNotConnectedException)
        {
            return new(SinkOutcome.TryAgain, $"no connection to the mail server ({failure.GetType().Name})");
        }
    }

    private static SinkAnswer OfStatus(int status) => status is >= 400 and < 500
        ? new(SinkOutcome.TryAgain, $"the mail server answered {status}")
        : new(SinkOutcome.Refused, $"the mail server answered {status}") { Remedy = "look at From, To and the rights of User" };

    private async Task WorkAsync(Func<SmtpClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var client = new SmtpClient { LocalDomain = Domain, ServerCertificateValidationCallback = parts.Clients.Trust };
        await client.ConnectAsync(entry.Server!, entry.Port, Security, cancellation);
        if (entry.User is { } user)
        {
            await client.AuthenticateAsync(user, entry.Password?.Reveal() ?? "", cancellation);
        }

        await work(client, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    private SecureSocketOptions Security => entry switch
    {
        { StartTls: "off" } => SecureSocketOptions.None,
        { Port: ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private MimeMessage Message(News news)
    {
        var plain = PlainNews.Of(news, parts.Context);
        var message = new MimeMessage
        {
            Subject = Core.Judging.ForeignText.OneLine($"[DriftStream] {plain.Word}: {plain.Sentence}", SubjectLimit),
            Date = parts.Clock.GetUtcNow(),
            MessageId = $"{news.Id.Replace('/', '.')}@{Domain}",
            Body = new BodyBuilder { TextBody = plain.ToText(), HtmlBody = Html(plain) }.ToMessageBody(),
        };
        message.From.Add(MailboxAddress.Parse(entry.From!));
        message.To.AddRange(entry.To.Select(MailboxAddress.Parse));
        if (Subject(news) is { } subject)
        {
            // Mail programs put what refers to the same message into one conversation.
            message.References.Add($"{subject}@{Domain}");
            message.InReplyTo = $"{subject}@{Domain}";
        }

        return message;
    }

    private static string? Subject(News news) => news switch
    {
        DriftNews { Occasion.Finding.Drift: { } drift } => drift,
        ListingNews listing => listing.Id.Split('/')[0],
        _ => null,
    };

    private static string Html(PlainNews news)
    {
        var html = new StringBuilder($"<p><b>{Safe(news.Word)}:</b> {Safe(news.Sentence)}</p>\n");
        if (news.Lines.Count > 0)
        {
            html.Append("<pre>").Append(Safe(string.Join('\n', news.Lines))).Append("</pre>\n");
        }

        html.Append("<table>\n");
        foreach (var (name, fact) in news.Facts)
        {
            html.Append($"<tr><th align=\"left\">{Safe(name)}</th><td>{Safe(fact)}</td></tr>\n");
        }

        html.Append("</table>\n");
        foreach (var (name, url) in news.Links)
        {
            html.Append($"<p><a href=\"{Safe(url.AbsoluteUri)}\">{Safe(name)}</a></p>\n");
        }

        return html.ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
