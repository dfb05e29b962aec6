using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ingest;
using DriftStream.Network;
using DriftStream.Tests.Commands;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Network;

/// <summary>Servers whose certificates only a CA of the user's own vouches for.</summary>
public sealed class ExtraCaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slack_is_reached_with_the_ca_and_not_without_it()
    {
        using var folder = new TestFolder();
        await using var server = await TlsServer.StartAsync();
        using var trusting = WebhookAt(server, Trusting(folder, server));
        using var strict = WebhookAt(server, OutgoingHttp.Plain);

        (await trusting.PostAsync("{}", Cancellation)).Outcome.ShouldBe(SinkOutcome.Taken);
        (await strict.PostAsync("{}", Cancellation)).Detail.ShouldBe(
            "no connection (the certificate of the other side is not trusted: if a proxy or a CA of your own signs it, name that CA's certificate (PEM) in Network:ExtraCa)");
        server.Paths.All.ShouldBe(["/services/secret"]);
    }

    [Fact]
    public async Task The_queue_is_reached_with_the_ca_and_not_without_it()
    {
        using var folder = new TestFolder();
        await using var server = await TlsServer.StartAsync();
        var queue = new Uri($"https://localhost:{server.Port}/111122223333/driftstream");

        var answered = await Should.ThrowAsync<AmazonServiceException>(() => AskAsync(queue, Trusting(folder, server)));
        var refused = await Should.ThrowAsync<Exception>(() => AskAsync(queue, OutgoingHttp.Plain));

        // The server speaks no SQS, but it was heard.
        server.Paths.All.ShouldNotBeEmpty();
        answered.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        SqsFaults.Judge(refused, queue).Sentence.ShouldBe(
            $"The queue {queue} cannot be read: the certificate of the other side is not trusted: if a proxy or a CA of your own signs it, name that CA's certificate (PEM) in Network:ExtraCa.");
    }

    [Fact]
    public async Task A_mail_server_is_reached_with_the_ca_and_not_without_it()
    {
        using var folder = new TestFolder();
        using var authority = new OwnAuthority();
        await using var server = new LocalMail(authority.Vouch("localhost"));

        (await MailAsync(server, Trusting(folder, authority.Pem))).Outcome.ShouldBe(SinkOutcome.Taken);
        (await MailAsync(server, OutgoingHttp.Plain)).Detail.ShouldBe(
            "no TLS with the mail server that can be trusted: if a CA of your own signs its certificate, name that CA's (PEM) in Network:ExtraCa");
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_is_another_s_stays_refused()
    {
        using var folder = new TestFolder();
        await using var server = await TlsServer.StartAsync("elsewhere.example.com");
        using var webhook = WebhookAt(server, Trusting(folder, server));

        (await webhook.PostAsync("{}", Cancellation)).Outcome.ShouldBe(SinkOutcome.TryAgain);
        server.Paths.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "Network:ExtraCa is 'ca.pem': it cannot be read, so connections that need it would fail: Could not find file")]
    [InlineData("", "Network:ExtraCa is 'ca.pem': it holds no certificate, so nothing more would be trusted. Give a file with the CA's certificate in PEM")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "Network:ExtraCa is 'ca.pem': it is no certificate in PEM, so connections that need it would fail:")]
    public void A_file_that_is_of_no_use_is_one_sentence(string? content, string sentence)
    {
        using var folder = new TestFolder();
        if (content is not null)
        {
            folder.Write("ca.pem", content);
        }

        var result = new NetworkOptions.Validator().Validate(null, new() { ExtraCa = "ca.pem", Folder = folder.Path });

        result.Failures.ShouldHaveSingleItem().ShouldStartWith(sentence);
    }

    private static OutgoingHttp Trusting(TestFolder folder, TlsServer server) => Trusting(folder, server.Authority);

    private static OutgoingHttp Trusting(TestFolder folder, string authority)
    {
        folder.Write("ca.pem", authority);
        return new(Options.Create(new NetworkOptions { ExtraCa = "ca.pem", Folder = folder.Path }));
    }

    private static SlackWebhook WebhookAt(TlsServer server, OutgoingHttp http) => new(
        Options.Create(new SlackOptions { WebhookUrl = new Secret($"https://localhost:{server.Port}/services/secret") }), new(AlertContext.Empty, new SinkClients(http), TimeProvider.System));

    private static Task<SinkAnswer> MailAsync(LocalMail server, OutgoingHttp http)
    {
        var entry = new EmailEntry { Server = "localhost", Port = server.Port, From = "driftstream@example.com" };
        entry.To.Add("ops@example.com");
        return new Email(entry, new(AlertContext.Empty, new SinkClients(http), TimeProvider.System)).TellAsync(new NoticeNews("N-1", "", new(Severity.Info, "A word", "And its text")), Cancellation);
    }

    private static async Task AskAsync(Uri queue, OutgoingHttp http)
    {
        var config = QueueAddress.Parse(queue, "eu-west-1").ToConfig(new AwsHttpClients(http));
        config.MaxErrorRetry = 0;
        using var sqs = new AmazonSQSClient(new BasicAWSCredentials("AKIAEXAMPLE", "secret"), config);
        await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = queue.AbsoluteUri }, Cancellation);
    }
}
