using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Ingest;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class SqsFaultsTests
{
    private static readonly Uri Queue = new("https://sqs.eu-west-1.amazonaws.com/111122223333/drift");

    public static TheoryData<Exception, string, string> Faults => new()
    {
        { Refused("AWS.SimpleQueueService.NonExistentQueue", 400), "Standing", "there is no such queue" },
        { Refused("AccessDenied", 403), "Standing", "grant sqs:ReceiveMessage" },
        { Refused("KmsAccessDenied", 400), "Standing", "grant kms:Decrypt" },
        { Refused("InvalidClientTokenId", 403), "Standing", "check the access key" },
        { Refused("ExpiredToken", 403), "Standing", "have expired" },
        { Refused("RequestThrottled", 403), "Passing", "throttles" },
        { Refused("InternalError", 500), "Passing", "AWS answered 500" },
        { Refused("SomethingNew", 400), "Standing", "AWS answered 400 SomethingNew" },
        { new AmazonClientException("Failed to resolve AWS credentials. The providers said: ..."), "Standing", "no usable AWS credentials were found" },
        { new HttpRequestException("Connection refused (127.0.0.1:1)"), "Passing", "cannot be reached (Connection refused (127.0.0.1:1))" },
        { new AmazonServiceException("x", new HttpRequestException("y", new SocketException(111))), "Passing", "cannot be reached" },
        { new TaskCanceledException("The operation timed out."), "Passing", "cannot be reached" },
        { new AmazonSQSException("MD5 hash mismatch for message id m-1"), "Passing", "MD5 hash mismatch for message id m-1" },
        { new InvalidOperationException("odd."), "Passing", "InvalidOperationException (odd)" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_one_sentence_that_says_what_helps(Exception exception, string kind, string remedy)
    {
        var fault = SqsFaults.Judge(exception, Queue);

        fault.Kind.ToString().ShouldBe(kind);
        fault.Sentence.ShouldStartWith($"The queue {Queue} cannot be read: ");
        fault.Sentence.ShouldContain(remedy);
        fault.Sentence.Length.ShouldBeLessThan(300);
    }

    [Theory]
    [InlineData("QueueDoesNotExist", "Standing", "there is no such queue")]
    [InlineData("AccessDenied", "Standing", "grant sqs:ReceiveMessage")]
    [InlineData("KmsAccessDenied", "Standing", "grant kms:Decrypt")]
    [InlineData("KmsDisabled", "Standing", "grant kms:Decrypt")]
    [InlineData("KmsInvalidKeyUsage", "Standing", "grant kms:Decrypt")]
    [InlineData("KmsInvalidState", "Standing", "grant kms:Decrypt")]
    [InlineData("KmsNotFound", "Standing", "grant kms:Decrypt")]
    [InlineData("KmsOptInRequired", "Standing", "grant kms:Decrypt")]
    [InlineData("KmsThrottled", "Passing", "throttles")]
    [InlineData("RequestThrottled", "Passing", "throttles")]
    [InlineData("OverLimit", "Passing", "being worked on at once")]
    public async Task An_error_of_sqs_means_the_same_after_awss_client_has_read_it(string error, string kind, string remedy)
    {
        await using var server = await LocalAwsServer.StartAsync();
        using var sqs = SqsServerUnderTest.ClientOf(server.Endpoint, LocalAwsServer.Secret);
        server.FailNext("ReceiveMessage", error);

        var thrown = await Should.ThrowAsync<AmazonSQSException>(() =>
            sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Queue.OriginalString }, TestContext.Current.CancellationToken));

        var fault = SqsFaults.Judge(thrown, Queue);
        fault.Kind.ToString().ShouldBe(kind);
        fault.Sentence.ShouldContain(remedy);
    }

    [Fact]
    public void What_passes_is_asked_again_soon_and_what_stands_now_and_then()
    {
        Waits(SqsFaultKind.Passing).ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        Waits(SqsFaultKind.Standing).ShouldBe([5, 10, 20, 40, 60, 60, 60]);
    }

    private static IEnumerable<double> Waits(SqsFaultKind kind) =>
        Enumerable.Range(1, 7).Select(failures => new SqsFault(kind, "").WaitAfter(failures).TotalSeconds);

    private static AmazonServiceException Refused(string code, int status) =>
        new("AWS's own words", ErrorType.Sender, code, "request-1", (HttpStatusCode)status);
}
