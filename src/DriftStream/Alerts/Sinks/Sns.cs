using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using DriftStream.Aws;
using DriftStream.Core.Judging;
using DriftStream.Network;

namespace DriftStream.Alerts.Sinks;

/// <summary>Publishes to a topic of Amazon SNS, for whoever subscribes to it: mails, phones, queues, functions.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
/// <param name="entry">The user's settings.</param>
/// <param name="parts">What every sink needs.</param>
/// <param name="connect">Reaches SNS; called when there is something to tell.</param>
internal sealed class Sns(SnsEntry entry, SinkParts parts, Func<IAmazonSimpleNotificationService> connect) : IAlertSink, IDisposable
{
    private const int SubjectLimit = 100;

    // SNS takes 256 KiB, attributes included.
    private const int MostBytes = 250_000;
    private const string Fifo = ".fifo";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly Lazy<IAmazonSimpleNotificationService> _client = new(connect);

    /// <inheritdoc/>
    public string Name { get; } = entry.Name;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new() { ForPeople = IsForPeople(entry), TellsDecisions = !IsForPeople(entry), TimeLimit = Limit, ListingLength = 100_000 };

    /// <summary>The region of a topic; null where the text names none.</summary>
    public static string? RegionOf(string? topic) =>
        topic?.Split(':') is ["arn", { Length: > 0 }, "sns", { Length: > 0 } region, { Length: 12 } account, { Length: > 0 }] && account.All(char.IsAsciiDigit) ? region : null;

    /// <summary>Reaches the topic's region as everything in AWS is reached.</summary>
    public static IAmazonSimpleNotificationService Connect(SnsEntry entry, SinkParts parts) => new AmazonSimpleNotificationServiceClient(
        entry.RoleArn is null ? null : AwsRole.Credentials(entry.RoleArn, entry.ExternalId),
        new()
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(RegionOf(entry.TopicArn)),
            HttpClientFactory = parts.Clients.Aws,
            Timeout = Limit,
            MaxErrorRetry = 0,
        });

    /// <inheritdoc/>
    public Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => Task.FromResult<SinkAnswer?>(null);

    /// <inheritdoc/>
    public async Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await _client.Value.PublishAsync(Request(news), cancellation);
            return SinkAnswer.Ok;
        }
        catch (AmazonServiceException answer) when (answer.StatusCode != 0)
        {
            return OfAnswer(answer);
        }
        catch (Exception failure) when (FaultIn(failure) is { } unreachable && !cancellation.IsCancellationRequested)
        {
            return new(SinkOutcome.TryAgain, $"no connection ({OutgoingFault.Words(unreachable)})");
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException && !cancellation.IsCancellationRequested)
        {
            return new(SinkOutcome.TryAgain, $"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or IOException && !cancellation.IsCancellationRequested)
        {
            return new(SinkOutcome.TryAgain, "no usable AWS credentials, or no way to SNS") { Remedy = "driftstream check says whose credentials are used" };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static bool IsForPeople(SnsEntry entry) => entry.Format == "text";

    private static HttpRequestException? FaultIn(Exception? failure) => failure as HttpRequestException ?? (failure is null ? null : FaultIn(failure.InnerException));

    private static SinkAnswer OfAnswer(AmazonServiceException answer) => answer.ErrorCode switch
    {
        "Throttled" or "Throttling" or "ThrottlingException" or "KMSThrottling" or "KMSThrottled" => new(SinkOutcome.TryAgain, "SNS asks to slow down"),
        "NotFound" or "NotFoundException" => new(SinkOutcome.Refused, "there is no such topic") { Remedy = "correct TopicArn" },
        "AuthorizationError" or "AuthorizationErrorException" or "AccessDenied" or "AccessDeniedException" =>
            new(SinkOutcome.Refused, "AWS does not allow sns:Publish on the topic") { Remedy = "grant it, and kms:GenerateDataKey where a key of yours encrypts the topic" },
        "ExpiredToken" or "ExpiredTokenException" => new(SinkOutcome.TryAgain, "the AWS session has expired") { Remedy = "sign in again" },
        _ when (int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.TooManyRequests => new(SinkOutcome.TryAgain, $"SNS answered {Code(answer)}"),
        _ => new(SinkOutcome.Refused, $"SNS answered {Code(answer)}") { Remedy = "look at the topic, its key and the credentials" },
    };

    private static string Code(AmazonServiceException answer) =>
        $"{(int)answer.StatusCode}{(answer.ErrorCode is { Length: > 0 and <= 60 } code && code.All(char.IsAsciiLetterOrDigit) ? $" {code}" : "")}";

    private PublishRequest Request(News news)
    {
        var plain = PlainNews.Of(news, parts.Context);
        var isFifo = entry.TopicArn!.EndsWith(Fifo, StringComparison.Ordinal);
        return new()
        {
            TopicArn = entry.TopicArn,
            Subject = Subject(plain),
            Message = IsForPeople(entry) ? Cut(plain.ToText()) : Json(news, plain),
            MessageAttributes = new Dictionary<string, string> { ["severity"] = plain.Severity.Word(), ["alert"] = news.Id },
            MessageGroupId = isFifo ? (news as DriftNews)?.Occasion.Finding.Drift ?? news.Id.Split('/')[0] : null,
            MessageDeduplicationId = isFifo ? news.Id : null,
        };
    }

    // SNS takes no other characters in a subject, and it must begin with one that is no space.
    private static string Subject(PlainNews news) =>
        ForeignText.OneLine(string.Concat($"[DriftStream] {news.Word}: {news.Sentence}".Select(c => c is >= ' ' and < '\u007f' ? c : '?')), SubjectLimit - 1).Replace('\u2026', '.');

    // Half a JSON text is of no use, so what does not fit is told in words.
    private static string Json(News news, PlainNews plain) => MachineText.ToUtf8(news) is { Length: <= MostBytes } whole
        ? Encoding.UTF8.GetString(whole)
        : new JsonObject { ["alert"] = news.Id, ["drift"] = (news as DriftNews)?.Occasion.Finding.Drift, ["cut"] = true, ["text"] = Cut(plain.ToText()) }.ToJsonString();

    private static string Cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var end = Math.Min(bytes.Length, MostBytes);
        while (end < bytes.Length && (bytes[end] & 0xc0) == 0x80)
        {
            end--;
        }

        return end == bytes.Length ? text : Encoding.UTF8.GetString(bytes, 0, end) + "\n(cut)\n";
    }
}
