using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

public sealed class QueueSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_sent_by_awss_own_client_pass_the_signature_check_of_the_local_server()
    {
        await using var server = await LocalAwsServer.StartAsync();
        await using var create = QueueNode.Start("queue.mjs", server.Endpoint.GetLeftPart(UriPartial.Authority), "sender");
        var url = await create.LineAsync("http");

        await using var send = QueueNode.Start("send.mjs", "--queue", $"http{url}", "--count", "5", "--rate", "0");
        await send.LineAsync("sent 5 in");

        var received = await ReceiveAsync(server, $"http{url}");
        received.Select(message => message["detail"]!["userIdentity"]!["arn"]!.ToString()).Distinct().Count().ShouldBe(5);
        received.Select(message => message["detail"]!["requestParameters"]!["bucketName"]!.ToString()).Distinct().Count().ShouldBe(5);
        received.ShouldAllBe(message => message["detail"]!["requestID"]!.ToString().StartsWith("sent-"));
    }

    private static async Task<List<JsonNode>> ReceiveAsync(LocalAwsServer server, string url)
    {
        using var sqs = SqsServerUnderTest.ClientOf(server.Endpoint, LocalAwsServer.Secret);
        var request = new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10 };
        var messages = (await sqs.ReceiveMessageAsync(request, Cancellation)).Messages ?? [];
        return [.. messages.Select(message => JsonNode.Parse(message.Body)!)];
    }
}
