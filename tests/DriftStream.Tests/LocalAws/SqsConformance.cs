using Amazon.SQS;
using Amazon.SQS.Model;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.LocalAws;

/// <summary>What DriftStream relies on in SQS; the local server and an independent one must both do it.</summary>
public abstract class SqsConformance : IAsyncLifetime
{
    private SqsServerUnderTest? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqsServerUnderTest Server => _server ?? throw new InvalidOperationException("The server has not started.");

    private IAmazonSQS Sqs => Server.Client;

    public async ValueTask InitializeAsync() => _server = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        _server?.Dispose();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_queue_is_found_by_its_name()
    {
        var url = await CreateAsync("found");

        var answer = await Sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = NameOf(url) }, Cancellation);

        answer.QueueUrl.ShouldBe(url);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_named_as_missing()
    {
        var failure = await Should.ThrowAsync<QueueDoesNotExistException>(() =>
            Sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = "never-created" }, Cancellation));

        failure.ErrorCode.ShouldBe("AWS.SimpleQueueService.NonExistentQueue");
    }

    [Fact]
    public async Task A_queue_is_listed_by_its_prefix()
    {
        var url = await CreateAsync("listed");

        var answer = await Sqs.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = NameOf(url) }, Cancellation);

        answer.QueueUrls.ShouldBe([url]);
    }

    [Theory]
    [InlineData("""{"detail-type":"AWS API Call via CloudTrail","detail":{}}""")]
    [InlineData("not json: \"quoted\", <tags>, \\ and\nnew lines")]
    [InlineData("Grüße 世界")] // fauxqs refuses what is above U+FFFF, which AWS allows
    public async Task A_message_arrives_as_it_was_sent(string body)
    {
        var url = await CreateAsync("intact");
        var sent = await SendAsync(url, body);

        var message = (await ReceiveAsync(url)).ShouldHaveSingleItem();

        message.Body.ShouldBe(body);
        message.MessageId.ShouldBe(sent.MessageId);
        message.MD5OfBody.ShouldBe(sent.MD5OfMessageBody);
        message.Attributes["ApproximateReceiveCount"].ShouldBe("1");
    }

    [Fact]
    public async Task A_message_of_two_hundred_kilobytes_arrives_whole()
    {
        var url = await CreateAsync("large");
        var body = string.Concat(Enumerable.Repeat("0123456789abcdef", 12_800));
        await SendAsync(url, body);

        var message = (await ReceiveAsync(url)).ShouldHaveSingleItem();

        message.Body.ShouldBe(body);
    }

    [Fact]
    public async Task Ten_messages_are_sent_received_and_deleted_at_once()
    {
        var url = await CreateAsync("batch");
        var entries = Enumerable.Range(0, 10).Select(i => new SendMessageBatchRequestEntry { Id = $"{i}", MessageBody = $"body {i}" });
        var sent = await Sqs.SendMessageBatchAsync(new SendMessageBatchRequest { QueueUrl = url, Entries = [.. entries] }, Cancellation);
        sent.Successful.Count.ShouldBe(10);

        var received = await ReceiveAllAsync(url, 10);
        var deleted = await DeleteAsync(url, received.Select(message => message.ReceiptHandle));

        deleted.Successful.Count.ShouldBe(10);
        received.Select(message => message.Body).Order().ShouldBe(Enumerable.Range(0, 10).Select(i => $"body {i}"));
        (await CountAsync(url)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_received_message_is_hidden_until_its_visibility_timeout_ends()
    {
        var url = await CreateAsync("hidden", ("VisibilityTimeout", "2"));
        await SendAsync(url, "again");
        await ReceiveAsync(url);

        (await ReceiveAsync(url, waitSeconds: 0)).ShouldBeEmpty();
        (await CountAsync(url)).ShouldBe((0, 1));
        Server.PassTime(TimeSpan.FromSeconds(2));
        var again = (await ReceiveAsync(url)).ShouldHaveSingleItem();

        again.Attributes["ApproximateReceiveCount"].ShouldBe("2");
    }

    [Fact]
    public async Task A_message_that_is_given_back_is_received_at_once()
    {
        var url = await CreateAsync("given-back");
        await SendAsync(url, "again");
        var receipt = (await ReceiveAsync(url)).ShouldHaveSingleItem().ReceiptHandle;

        await Sqs.ChangeMessageVisibilityAsync(
            new ChangeMessageVisibilityRequest { QueueUrl = url, ReceiptHandle = receipt, VisibilityTimeout = 0 }, Cancellation);

        (await ReceiveAsync(url)).ShouldHaveSingleItem().Body.ShouldBe("again");
    }

    [Fact]
    public async Task A_message_that_is_kept_longer_stays_hidden_past_its_first_timeout()
    {
        var url = await CreateAsync("extended", ("VisibilityTimeout", "1"));
        await SendAsync(url, "slow");
        var receipt = (await ReceiveAsync(url)).ShouldHaveSingleItem().ReceiptHandle;

        var kept = await Sqs.ChangeMessageVisibilityBatchAsync(
            new ChangeMessageVisibilityBatchRequest
            {
                QueueUrl = url,
                Entries = [new() { Id = "0", ReceiptHandle = receipt, VisibilityTimeout = 60 }],
            },
            Cancellation);
        Server.PassTime(TimeSpan.FromSeconds(1));

        kept.Successful.ShouldHaveSingleItem();
        (await ReceiveAsync(url, waitSeconds: 0)).ShouldBeEmpty();
        (await CountAsync(url)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_message_received_too_often_moves_to_the_dead_letter_queue()
    {
        var deadLetters = await CreateAsync("dead");
        var arn = (await AttributesAsync(deadLetters, "QueueArn"))["QueueArn"];
        var policy = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":"2"}""";
        var url = await CreateAsync("redriven", ("RedrivePolicy", policy), ("VisibilityTimeout", "0"));
        await SendAsync(url, "poison");

        await ReceiveAsync(url);
        await ReceiveAsync(url);
        (await ReceiveAsync(url, waitSeconds: 0)).ShouldBeEmpty();

        (await ReceiveAsync(deadLetters)).ShouldHaveSingleItem().Body.ShouldBe("poison");
    }

    [Fact]
    public async Task A_waiting_receive_answers_as_soon_as_a_message_comes()
    {
        var url = await CreateAsync("long-poll");
        var waiting = ReceiveAsync(url, waitSeconds: 20);

        await SendAsync(url, "at last");

        (await waiting).ShouldHaveSingleItem().Body.ShouldBe("at last");
    }

    [Fact]
    public async Task A_bad_receipt_handle_does_not_harm_its_neighbour_in_the_batch()
    {
        var url = await CreateAsync("neighbours");
        await SendAsync(url, "good");
        var good = (await ReceiveAsync(url)).ShouldHaveSingleItem().ReceiptHandle;

        var answer = await Sqs.ChangeMessageVisibilityBatchAsync(
            new ChangeMessageVisibilityBatchRequest
            {
                QueueUrl = url,
                Entries =
                [
                    new() { Id = "bad", ReceiptHandle = "made-up", VisibilityTimeout = 0 },
                    new() { Id = "good", ReceiptHandle = good, VisibilityTimeout = 0 },
                ],
            },
            Cancellation);

        answer.Failed.ShouldHaveSingleItem().Id.ShouldBe("bad");
        answer.Successful.ShouldHaveSingleItem().Id.ShouldBe("good");
    }

    [Fact]
    public async Task A_batch_of_eleven_is_refused()
    {
        var url = await CreateAsync("eleven");

        var failure = await Should.ThrowAsync<AmazonSQSException>(() =>
            DeleteAsync(url, Enumerable.Range(0, 11).Select(i => $"receipt-{i}")));

        failure.ErrorCode.ShouldContain("TooManyEntriesInBatchRequest");
    }

    [Fact]
    public async Task A_purged_queue_is_empty()
    {
        var url = await CreateAsync("purged");
        await SendAsync(url, "gone");

        await Sqs.PurgeQueueAsync(new PurgeQueueRequest { QueueUrl = url }, Cancellation);

        (await ReceiveAsync(url, waitSeconds: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attribute_that_was_changed_is_read_back()
    {
        var url = await CreateAsync("attributes");

        await Sqs.SetQueueAttributesAsync(
            new SetQueueAttributesRequest { QueueUrl = url, Attributes = new() { ["VisibilityTimeout"] = "45" } }, Cancellation);

        (await AttributesAsync(url, "VisibilityTimeout")).ShouldBe(new Dictionary<string, string> { ["VisibilityTimeout"] = "45" });
    }

    private protected abstract Task<SqsServerUnderTest> StartAsync();

    private protected abstract ValueTask StopAsync();

    private static string NameOf(string url) => url.Split('/')[^1];

    // One server may serve many tests, and its previous run: each test has queues of its own.
    private async Task<string> CreateAsync(string name, params (string Name, string Value)[] attributes)
    {
        var request = new CreateQueueRequest
        {
            QueueName = $"{name}-{TestContext.Current.Test?.UniqueID[..12]}",
            Attributes = attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
        };
        return (await Sqs.CreateQueueAsync(request, Cancellation)).QueueUrl;
    }

    private Task<SendMessageResponse> SendAsync(string url, string body) =>
        Sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = url, MessageBody = body }, Cancellation);

    private async Task<List<Message>> ReceiveAsync(string url, int waitSeconds = 10)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = waitSeconds,
            MessageSystemAttributeNames = ["All"],
        };
        return (await Sqs.ReceiveMessageAsync(request, Cancellation)).Messages ?? [];
    }

    private async Task<List<Message>> ReceiveAllAsync(string url, int count)
    {
        var all = new List<Message>();
        while (all.Count < count)
        {
            all.AddRange(await ReceiveAsync(url));
        }

        return all;
    }

    private Task<DeleteMessageBatchResponse> DeleteAsync(string url, IEnumerable<string> receipts)
    {
        var entries = receipts.Select((receipt, i) => new DeleteMessageBatchRequestEntry { Id = $"{i}", ReceiptHandle = receipt });
        return Sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest { QueueUrl = url, Entries = [.. entries] }, Cancellation);
    }

    private async Task<Dictionary<string, string>> AttributesAsync(string url, params string[] names)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [.. names] };
        return (await Sqs.GetQueueAttributesAsync(request, Cancellation)).Attributes ?? [];
    }

    private async Task<(int Visible, int Hidden)> CountAsync(string url)
    {
        const string Visible = "ApproximateNumberOfMessages";
        const string Hidden = "ApproximateNumberOfMessagesNotVisible";
        var attributes = await AttributesAsync(url, Visible, Hidden);
        return (int.Parse(attributes[Visible]), int.Parse(attributes[Hidden]));
    }
}
