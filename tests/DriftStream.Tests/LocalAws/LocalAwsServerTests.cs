using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.LocalAws;

public sealed class LocalAwsServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using var server = await LocalAwsServer.StartAsync();
        using var sqs = SqsServerUnderTest.ClientOf(server.Endpoint, "some-other-secret");

        var failure = await Should.ThrowAsync<AmazonSQSException>(() => sqs.ListQueuesAsync(new ListQueuesRequest(), Cancellation));

        failure.ErrorCode.ShouldBe("SignatureDoesNotMatch");
        failure.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        server.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_access_key_is_refused()
    {
        await using var server = await LocalAwsServer.StartAsync();
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("AKIASOMEONEELSE00000", LocalAwsServer.Secret),
            new AmazonSQSConfig { ServiceURL = server.Endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region });

        var failure = await Should.ThrowAsync<AmazonSQSException>(() => sqs.ListQueuesAsync(new ListQueuesRequest(), Cancellation));

        failure.ErrorCode.ShouldBe("InvalidClientTokenId");
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused()
    {
        await using var server = await LocalAwsServer.StartAsync();

        var answer = await PostAsync(server, "AmazonSQS.ListQueues");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_unknown_call_is_refused_and_fails_the_test_that_made_it()
    {
        var server = await LocalAwsServer.StartAsync();

        var answer = await PostAsync(server, "AWSEvents.PutEvents");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var failure = await Should.ThrowAsync<InvalidOperationException>(async () => await server.DisposeAsync());
        failure.Message.ShouldContain("AWSEvents.PutEvents");
    }

    [Fact]
    public async Task A_failing_server_is_asked_again_by_the_client_itself()
    {
        await using var server = await LocalAwsServer.StartAsync();
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials(LocalAwsServer.AccessKey, LocalAwsServer.Secret),
            new AmazonSQSConfig { ServiceURL = server.Endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region, MaxErrorRetry = 1 });
        server.FailNext("ListQueues", "ServiceUnavailable", status: 503);

        await sqs.ListQueuesAsync(new ListQueuesRequest(), Cancellation);

        server.Calls.All.Count.ShouldBe(2);
    }

    private static async Task<HttpResponseMessage> PostAsync(LocalAwsServer server, string target)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", target } },
        };
        return await http.SendAsync(request, Cancellation);
    }
}
