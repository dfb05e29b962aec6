using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace DriftStream.Tests.LocalAws;

/// <summary>The SQS calls that DriftStream, its tests and a real client's sender make.</summary>
internal sealed class LocalSqs(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, LocalQueue> _queues = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Ends every long poll, as a server that goes down does.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    /// <summary>Answers a call; null where it is unknown.</summary>
    public async Task<JsonObject?> CallAsync(LocalAwsCall call, Uri endpoint, CancellationToken aborted) => call.Operation switch
    {
        "CreateQueue" => UrlOf(Create(call), endpoint),
        "GetQueueUrl" => UrlOf(Existing(call.Text("QueueName")), endpoint),
        "ListQueues" => List(call, endpoint),
        "GetQueueAttributes" => Describe(call),
        "SetQueueAttributes" => Set(Queue(call), call),
        "PurgeQueue" => Done(Queue(call).Purge),
        "SendMessage" => Send(Queue(call), call.Request),
        "SendMessageBatch" => Batch(call, Send),
        "ReceiveMessage" => await ReceiveAsync(call, aborted),
        "DeleteMessage" => Delete(Queue(call), call.Request),
        "DeleteMessageBatch" => Batch(call, Delete),
        "ChangeMessageVisibility" => Hide(Queue(call), call.Request),
        "ChangeMessageVisibilityBatch" => Batch(call, Hide),
        _ => null,
    };

    private static JsonObject Batch(LocalAwsCall call, Func<LocalQueue, JsonObject, JsonObject> one, LocalQueue queue)
    {
        var (successful, failed) = (new JsonArray(), new JsonArray());
        foreach (var entry in Entries(call))
        {
            try
            {
                var result = one(queue, entry);
                result["Id"] = entry["Id"]!.DeepClone();
                successful.Add(result);
            }
            catch (LocalAwsException error)
            {
                failed.Add(new JsonObject
                {
                    ["Id"] = entry["Id"]!.DeepClone(),
                    ["Code"] = error.Code,
                    ["Message"] = error.Message,
                    ["SenderFault"] = true,
                });
            }
        }

        return new JsonObject { ["Successful"] = successful, ["Failed"] = failed };
    }

    private static List<JsonObject> Entries(LocalAwsCall call)
    {
        var entries = call.Request["Entries"]?.AsArray().Select(entry => entry!.AsObject()).ToList() ?? [];
        return entries.Count switch
        {
            0 => throw new LocalAwsException("EmptyBatchRequest", "The batch has no entries."),
            > 10 => throw new LocalAwsException("TooManyEntriesInBatchRequest", $"The batch has {entries.Count} entries, 10 is the most."),
            _ when entries.DistinctBy(entry => entry["Id"]!.ToString()).Count() < entries.Count =>
                throw new LocalAwsException("BatchEntryIdsNotDistinct", "Two entries have the same id."),
            _ => entries,
        };
    }

    private static JsonObject Send(LocalQueue queue, JsonObject request)
    {
        var body = request["MessageBody"]?.GetValue<string>() ?? throw LocalAwsException.BadValue("MessageBody", null);
        var delay = Within(request, "DelaySeconds", 0, 900) ?? 0;
        var message = queue.Send(body, request["MessageAttributes"]?.DeepClone(), delay);
        return new JsonObject { ["MessageId"] = message.Id, ["MD5OfMessageBody"] = message.Md5 };
    }

    private static JsonObject Delete(LocalQueue queue, JsonObject request)
    {
        queue.Delete(request["ReceiptHandle"]!.GetValue<string>());
        return [];
    }

    private static JsonObject Hide(LocalQueue queue, JsonObject request)
    {
        var seconds = Within(request, "VisibilityTimeout", 0, 43_200) ?? throw LocalAwsException.BadValue("VisibilityTimeout", null);
        queue.Hide(request["ReceiptHandle"]!.GetValue<string>(), seconds);
        return [];
    }

    private static JsonObject Set(LocalQueue queue, LocalAwsCall call)
    {
        foreach (var (name, value) in call.Request["Attributes"]?.AsObject() ?? [])
        {
            queue.Attributes[name] = value!.ToString();
        }

        return [];
    }

    private static JsonObject Done(Action act)
    {
        act();
        return [];
    }

    private static int? Within(JsonObject request, string member, int least, int most)
    {
        var value = request[member]?.GetValue<int>();
        return value < least || value > most ? throw LocalAwsException.BadValue(member, value) : value;
    }

    private static JsonObject UrlOf(LocalQueue queue, Uri endpoint) => new() { ["QueueUrl"] = Url(queue, endpoint) };

    private static string Url(LocalQueue queue, Uri endpoint) => new Uri(endpoint, $"/000000000000/{queue.Name}").AbsoluteUri;

    private JsonObject Batch(LocalAwsCall call, Func<LocalQueue, JsonObject, JsonObject> one) => Batch(call, one, Queue(call));

    private LocalQueue Create(LocalAwsCall call)
    {
        var name = call.Text("QueueName") ?? throw LocalAwsException.BadValue("QueueName", null);
        var queue = _queues.GetOrAdd(name, _ => new LocalQueue(name, time, ByArn));
        Set(queue, call);
        return queue;
    }

    private JsonObject List(LocalAwsCall call, Uri endpoint)
    {
        var prefix = call.Text("QueueNamePrefix") ?? "";
        var urls = _queues.Values
            .Where(queue => queue.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(queue => Url(queue, endpoint))
            .Order(StringComparer.Ordinal);
        return new JsonObject { ["QueueUrls"] = new JsonArray([.. urls]) };
    }

    private JsonObject Describe(LocalAwsCall call)
    {
        var queue = Queue(call);
        var (visible, hidden) = queue.Count();
        var all = new Dictionary<string, string>(queue.Attributes)
        {
            ["QueueArn"] = queue.Arn,
            ["ApproximateNumberOfMessages"] = $"{visible}",
            ["ApproximateNumberOfMessagesNotVisible"] = $"{hidden}",
        };
        var wanted = call.Request["AttributeNames"]?.AsArray().Select(name => name!.ToString()).ToList() ?? [];
        var told = all.Where(attribute => wanted.Contains("All") || wanted.Contains(attribute.Key));
        return new JsonObject
        {
            ["Attributes"] = new JsonObject(told.Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)attribute.Value))),
        };
    }

    private async Task<JsonObject> ReceiveAsync(LocalAwsCall call, CancellationToken aborted)
    {
        var atMost = Within(call.Request, "MaxNumberOfMessages", 1, 10) ?? 1;
        var visibility = Within(call.Request, "VisibilityTimeout", 0, 43_200);
        var wait = Within(call.Request, "WaitTimeSeconds", 0, 20) ?? 0;
        using var hungUp = CancellationTokenSource.CreateLinkedTokenSource(aborted, _closing.Token);
        var messages = await Queue(call).ReceiveAsync(atMost, visibility, wait, hungUp.Token);

        // AWS leaves the member out when there is nothing.
        return messages.Count == 0 ? [] : new JsonObject { ["Messages"] = messages };
    }

    private LocalQueue Queue(LocalAwsCall call) => Existing(call.Text("QueueUrl")?.Split('/')[^1]);

    private LocalQueue Existing(string? name) => name is not null && _queues.TryGetValue(name, out var queue)
        ? queue
        : throw new LocalAwsException("QueueDoesNotExist", $"The specified queue {name} does not exist.");

    private LocalQueue? ByArn(string arn) => _queues.GetValueOrDefault(arn.Split(':')[^1]);
}
