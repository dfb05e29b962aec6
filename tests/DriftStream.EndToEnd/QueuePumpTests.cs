using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

public sealed class QueuePumpTests(QueueFauxqs fauxqs) : IClassFixture<QueueFauxqs>
{
    private const int Events = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_from_an_independent_sender_and_server_are_each_taken_once()
    {
        var endpoint = await fauxqs.EndpointAsync();
        await using var create = QueueNode.Start("queue.mjs", endpoint.GetLeftPart(UriPartial.Authority), "pump");
        var url = $"http{await create.LineAsync("http")}";
        var taken = new Observed<int>();
        using var host = Ingest(endpoint, url, taken);
        await host.StartAsync(Cancellation);

        await using var send = QueueNode.Start("send.mjs", "--queue", url, "--count", $"{Events}", "--rate", "0");
        await taken.TakeAsync(Events);
        await host.StopAsync(Cancellation);

        taken.All.Count.ShouldBe(Events);
        (await LeftAsync(endpoint, url)).ShouldBe(("0", "0"));
    }

    private static IHost Ingest(Uri endpoint, string url, Observed<int> taken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Queue:Url"] = url });
        builder.Services.AddSingleton<IAmazonSQS>(_ => SqsServerUnderTest.ClientOf(endpoint, LocalAwsServer.Secret));
        builder.Services.AddSingleton<TakeMessage>((body, _) =>
        {
            taken.Add(body.Length);
            return Task.FromResult(new IntakeResult(Judged: 1, Duplicates: 0, NotCloudTrail: 0));
        });
        builder.Services.AddIngest(builder.Configuration);
        return builder.Build();
    }

    private static async Task<(string Visible, string Hidden)> LeftAsync(Uri endpoint, string url)
    {
        using var sqs = SqsServerUnderTest.ClientOf(endpoint, LocalAwsServer.Secret);
        var request = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] };
        var attributes = (await sqs.GetQueueAttributesAsync(request, Cancellation)).Attributes;
        return (attributes["ApproximateNumberOfMessages"], attributes["ApproximateNumberOfMessagesNotVisible"]);
    }
}
