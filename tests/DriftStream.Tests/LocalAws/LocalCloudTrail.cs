using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DriftStream.Tests.LocalAws;

/// <summary>CloudTrail's event history: newest first, in pages, of 90 days, at two calls a second for each region.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html</remarks>
internal sealed class LocalCloudTrail(TimeProvider time)
{
    public const string TargetPrefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";

    private const int CallsPerSecond = 2;
    private static readonly TimeSpan History = TimeSpan.FromDays(90);

    private readonly ConcurrentBag<JsonObject> _records = [];
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _calls = new();
    private readonly ConcurrentBag<(string Region, string Key)> _keys = [];
    private int _untilFailure = -1;

    /// <summary>How many calls were refused for being too fast.</summary>
    public int Throttled { get; private set; }

    /// <summary>One call fails, after so many more that succeed.</summary>
    public void FailAfter(int calls) => _untilFailure = calls;

    /// <summary>Records are in the history of their region from now on.</summary>
    public void Add(params IEnumerable<string> records)
    {
        foreach (var record in records)
        {
            _records.Add(JsonNode.Parse(record)!.AsObject());
        }
    }

    /// <summary>A region signs its digests with this key.</summary>
    public void AddKey(string region, string key) => _keys.Add((region, key));

    /// <summary>Answers a call; null where it is none that is known.</summary>
    public JsonObject? Call(LocalAwsCall call, string region)
    {
        if (call.Operation == "ListPublicKeys")
        {
            return new() { ["PublicKeyList"] = new JsonArray([.. _keys.Where(k => k.Region == region).Select(k => JsonNode.Parse(k.Key))]) };
        }

        if (call.Operation != "LookupEvents")
        {
            return null;
        }

        Slow(region);
        if (_untilFailure-- == 0)
        {
            throw new LocalAwsException("InternalFailure", "It fails as the test asked.", 500);
        }

        var most = call.Number("MaxResults") ?? 50;
        if (most is < 1 or > 50)
        {
            throw new LocalAwsException("InvalidMaxResultsException", $"{most} results were asked for.");
        }

        var found = Found(call, region);
        var begin = Begin(call);
        var answer = new JsonObject { ["Events"] = new JsonArray([.. found.Skip(begin).Take(most).Select(Entry)]) };
        if (found.Count > begin + most)
        {
            answer["NextToken"] = $"{begin + most}|{Asked(call)}";
        }

        return answer;
    }

    private List<JsonObject> Found(LocalAwsCall call, string region)
    {
        var (from, until) = (Time(call, "StartTime") ?? DateTimeOffset.MinValue, Time(call, "EndTime") ?? DateTimeOffset.MaxValue);
        if (from > until)
        {
            throw new LocalAwsException("InvalidTimeRangeException", "The start is after the end.");
        }

        var attributes = call.Request["LookupAttributes"]?.AsArray() ?? [];
        if (attributes.Count > 1)
        {
            throw new LocalAwsException("InvalidLookupAttributesException", "One attribute at most.");
        }

        var oldest = time.GetUtcNow() - History;
        return [.. _records
            .Where(r => r["awsRegion"]!.GetValue<string>() == region && attributes.All(a => Fits(r, a!["AttributeKey"]!.GetValue<string>(), a["AttributeValue"]!.GetValue<string>())))
            .Where(r => At(r) >= from && At(r) <= until && At(r) >= oldest)
            .OrderByDescending(At).ThenBy(r => r["eventID"]!.GetValue<string>(), StringComparer.Ordinal)];
    }

    private static bool Fits(JsonObject record, string attribute, string value) => attribute switch
    {
        "ReadOnly" => record["readOnly"]!.GetValue<bool>() == (value == "true"),
        "EventName" => record["eventName"]!.GetValue<string>() == value,
        "Username" => record["userIdentity"]!["userName"]?.GetValue<string>() == value,
        "ResourceName" => record["requestParameters"] is JsonObject parameters && parameters.Any(p => p.Value is JsonValue named && named.ToString() == value),
        _ => throw new LocalAwsException("InvalidLookupAttributesException", $"{attribute} is none of the attributes known here."),
    };

    private void Slow(string region)
    {
        var calls = _calls.GetOrAdd(region, _ => new());
        lock (calls)
        {
            var now = time.GetUtcNow();
            while (calls.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(1))
            {
                calls.Dequeue();
            }

            if (calls.Count >= CallsPerSecond)
            {
                Throttled++;
                throw new LocalAwsException("ThrottlingException", "Rate exceeded");
            }

            calls.Enqueue(now);
        }
    }

    private static int Begin(LocalAwsCall call) => call.Text("NextToken") switch
    {
        null => 0,
        var token when token.Split('|', 2) is [var begin, var asked] && asked == Asked(call) => int.Parse(begin, CultureInfo.InvariantCulture),
        _ => throw new LocalAwsException("InvalidNextTokenException", "The token belongs to another question."),
    };

    private static string Asked(LocalAwsCall call) => $"{call.Request["StartTime"]}|{call.Request["EndTime"]}|{call.Request["LookupAttributes"]?.ToJsonString()}";

    private static JsonNode Entry(JsonObject record) => new JsonObject
    {
        ["EventId"] = record["eventID"]!.GetValue<string>(),
        ["EventName"] = record["eventName"]!.GetValue<string>(),
        ["EventTime"] = At(record).ToUnixTimeSeconds(),
        ["CloudTrailEvent"] = record.ToJsonString(),
    };

    private static DateTimeOffset At(JsonObject record) => DateTimeOffset.Parse(record["eventTime"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(LocalAwsCall call, string member) =>
        call.Request[member] is { } value ? DateTimeOffset.FromUnixTimeSeconds(value.GetValue<long>()) : null;
}
