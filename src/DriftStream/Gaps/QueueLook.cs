using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Core.Feeds;
using DriftStream.Ingest;

namespace DriftStream.Gaps;

/// <summary>Asks SQS how many messages wait, and how many lie in the dead-letter queue where that may be asked.</summary>
internal sealed partial class QueueLook(IAmazonSQS? sqs, QueueAddress? address, QueueStatus status, ILogger<QueueLook> logger)
{
    private static readonly List<string> Asked =
        [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.RedrivePolicy, QueueAttributeName.KmsMasterKeyId, QueueAttributeName.QueueArn];

    private QueueReading _last = QueueReading.None;
    private bool _isRefused;

    /// <summary>Looks now; what cannot be asked stays as it was known.</summary>
    public async Task<QueueReading> LookAsync(CancellationToken cancellation)
    {
        if (sqs is null || address is null)
        {
            return QueueReading.None;
        }

        _last = _last with { Name = address.Name, Problem = status.Problem, Behind = status.Behind, Waiting = null, DeadLetters = null };
        _last = _last with { Parts = _last.Parts.Queues.Count > 0 ? _last.Parts : new() { Queues = [PartOf(address)] } };
        if (status.Problem is null && await AskAsync(address.Url.OriginalString, Asked, cancellation) is { } told)
        {
            _last = await WithAsync(told, address, cancellation);
        }

        return _last;
    }

    private async Task<QueueReading> WithAsync(Dictionary<string, string> told, QueueAddress queue, CancellationToken cancellation)
    {
        var dead = Target(told.GetValueOrDefault(QueueAttributeName.RedrivePolicy));
        var key = told.GetValueOrDefault(QueueAttributeName.KmsMasterKeyId) is { Length: > 0 } id ? FeedPart.Parse(id) : null;
        return _last with
        {
            Waiting = Count(told),
            DeadLetterQueue = dead?.Name,
            DeadLetters = dead is null ? null : await DeadAsync(dead, queue, cancellation),
            Parts = new()
            {
                Queues = [PartOf(queue), .. dead is null ? [] : (IEnumerable<FeedPart>)[dead]],
                Keys = key is null ? [] : [key],
            },
        };
    }

    private async Task<int?> DeadAsync(FeedPart dead, QueueAddress queue, CancellationToken cancellation)
    {
        var segments = queue.Url.Segments;
        var account = dead.Account ?? (segments.Length > 2 ? segments[^2].Trim('/') : "");
        var url = new Uri(queue.Url, $"/{account}/{Uri.EscapeDataString(dead.Name)}").AbsoluteUri;
        var told = await AskAsync(url, [QueueAttributeName.ApproximateNumberOfMessages], cancellation);
        if (told is null && !_isRefused)
        {
            _isRefused = true;
            NotAsked(dead.Name);
        }

        return told is null ? null : Count(told);
    }

    private async Task<Dictionary<string, string>?> AskAsync(string url, List<string> names, CancellationToken cancellation)
    {
        try
        {
            return (await sqs!.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = names }, cancellation)).Attributes ?? [];
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            // The pump says why the queue cannot be read; a dead-letter queue need not be readable.
            return null;
        }
    }

    private static FeedPart PartOf(QueueAddress queue)
    {
        var account = queue.Url.Segments.Length > 2 ? queue.Url.Segments[^2].Trim('/') : "";
        return new(queue.Name, account.Length == 12 ? account : null, queue.Endpoint is null ? queue.Region : null);
    }

    private static FeedPart? Target(string? policy)
    {
        if (policy is null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(policy);
            return json.RootElement.TryGetProperty("deadLetterTargetArn", out var arn) && arn.GetString() is { } text ? FeedPart.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Count(Dictionary<string, string> told) =>
        int.TryParse(told.GetValueOrDefault(QueueAttributeName.ApproximateNumberOfMessages), CultureInfo.InvariantCulture, out var count) ? count : null;

    [LoggerMessage(1611, LogLevel.Information, "The dead-letter queue {Queue} cannot be looked at, so what lies there is not told; grant sqs:GetQueueAttributes on it")]
    private partial void NotAsked(string queue);
}
