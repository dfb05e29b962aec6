using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Tests.CloudTrail;

/// <summary>Records and wrappings in the shapes that AWS writes, with invented names.</summary>
internal static class Sample
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Account = "210987654321";

    public const string SsoIdentity = """
        {"type":"AssumedRole","principalId":"AROAQ2WJNDHXP3KLTY5FZ:nora.lind@example.org","arn":"arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_Operators_1f2e3d4c5b6a7988/nora.lind@example.org","accountId":"210987654321","accessKeyId":"ASIAQ2WJNDHX4VZTR7KM","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAQ2WJNDHXP3KLTY5FZ","arn":"arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/eu-north-1/AWSReservedSSO_Operators_1f2e3d4c5b6a7988","accountId":"210987654321","userName":"AWSReservedSSO_Operators_1f2e3d4c5b6a7988"},"attributes":{"creationDate":"2026-04-11T07:58:40Z","mfaAuthenticated":"false"}}}
        """;

    /// <summary>A record with these members on top of, or instead of, the usual ones; JSON text each, null to leave one out.</summary>
    public static string Record(params (string Name, string? Json)[] members)
    {
        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = JsonNode.Parse(SsoIdentity),
            ["eventTime"] = "2026-04-11T08:15:30Z",
            ["eventSource"] = "sqs.amazonaws.com",
            ["eventName"] = "SetQueueAttributes",
            ["awsRegion"] = "eu-north-1",
            ["sourceIPAddress"] = "198.51.100.23",
            ["userAgent"] = "aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64",
            ["requestParameters"] = JsonNode.Parse("""{"queueUrl":"https://sqs.eu-north-1.amazonaws.com/210987654321/orders","attributes":{"DelaySeconds":"5"}}"""),
            ["responseElements"] = null,
            ["requestID"] = "7c0e33a2-5f1d-53aa-9a6b-6d0c8f0e2b41",
            ["eventID"] = "5d7a1c6e-0b5c-4a35-8b0e-7f9a7c1f2d10",
            ["readOnly"] = false,
            ["eventType"] = "AwsApiCall",
            ["managementEvent"] = true,
            ["recipientAccountId"] = Account,
            ["eventCategory"] = "Management",
        };
        foreach (var (name, json) in members)
        {
            record.Remove(name);
            if (json is not null)
            {
                record[name] = JsonNode.Parse(json);
            }
        }

        return record.ToJsonString(AsWritten);
    }

    public static string WithId(string id) => Record(("eventID", $"\"{id}\""));

    public static CloudTrailEvent Event(params (string Name, string? Json)[] members) => EventReader.Read(Bytes(Record(members)));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string File(params string[] records) => $$"""{"Records":[{{string.Join(',', records)}}]}""";

    public static string EventBridge(string record) =>
        $$"""{"version":"0","id":"a3c1","detail-type":"AWS API Call via CloudTrail","source":"aws.sqs","account":"{{Account}}","time":"2026-04-11T08:15:31Z","region":"eu-north-1","resources":[],"detail":{{record}}}""";

    public static string Lookup(params string[] records) =>
        new JsonObject { ["Events"] = new JsonArray([.. records.Select(LookupEntry)]), ["NextToken"] = "bmV4dA==" }.ToJsonString();

    public static JsonNode LookupEntry(string record) => new JsonObject
    {
        ["EventId"] = "5d7a1c6e-0b5c-4a35-8b0e-7f9a7c1f2d10",
        ["EventName"] = "SetQueueAttributes",
        ["ReadOnly"] = "false",
        ["Resources"] = new JsonArray(new JsonObject { ["ResourceType"] = "AWS::SQS::Queue", ["ResourceName"] = "orders" }),
        ["CloudTrailEvent"] = record,
    };

    public static string Lake(string record) => new JsonObject { ["eventName"] = "SetQueueAttributes", ["eventSource"] = "sqs.amazonaws.com", ["eventData"] = record }.ToJsonString();

    public static string Sns(string message) =>
        new JsonObject { ["Type"] = "Notification", ["MessageId"] = "b1", ["TopicArn"] = "arn:aws:sns:eu-north-1:210987654321:trail", ["Message"] = message }.ToJsonString();

    public static string Sqs(params string[] bodies) => new JsonObject
    {
        ["Messages"] = new JsonArray([.. bodies.Select(b => (JsonNode)new JsonObject { ["MessageId"] = "c1", ["ReceiptHandle"] = "h", ["Body"] = b })]),
    }.ToJsonString();

    public static string LambdaQueue(params string[] bodies) => new JsonObject
    {
        ["Records"] = new JsonArray([.. bodies.Select(b => (JsonNode)new JsonObject { ["messageId"] = "d1", ["body"] = b, ["eventSource"] = "aws:sqs" })]),
    }.ToJsonString();

    /// <summary>One record in every wrapping that is recognised.</summary>
    public static IReadOnlyDictionary<string, string> Wrappings(string record) => new Dictionary<string, string>
    {
        ["one record"] = record,
        ["a log file"] = File(record),
        ["an array"] = $"[{record}]",
        ["an EventBridge envelope"] = EventBridge(record),
        ["an array of envelopes"] = $"[{EventBridge(record)}]",
        ["LookupEvents output"] = Lookup(record),
        ["one LookupEvents entry"] = LookupEntry(record).ToJsonString(),
        ["a CloudTrail Lake row"] = Lake(record),
        ["a CloudTrail Lake row with an object"] = $$"""{"eventData":{{record}}}""",
        ["an SNS notification"] = Sns(EventBridge(record)),
        ["an SQS batch"] = Sqs(EventBridge(record)),
        ["one SQS message"] = new JsonObject { ["Body"] = EventBridge(record) }.ToJsonString(),
        ["one SQS message in lower case"] = new JsonObject { ["body"] = record }.ToJsonString(),
        ["a Lambda event of a queue"] = LambdaQueue(EventBridge(record)),
        ["a Lambda event of a topic"] = $$"""{"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","Sns":{{Sns(record)}}}]}""",
        ["a queue behind a topic behind a bus"] = Sqs(Sns(EventBridge(record))),
        ["a log group"] = new JsonObject { ["messageType"] = "DATA_MESSAGE", ["logEvents"] = new JsonArray(new JsonObject { ["id"] = "1", ["message"] = record }) }.ToJsonString(),
        ["a log file in a message"] = Sqs(File(record)),
        ["a byte order mark and carriage returns"] = "\uFEFF" + EventBridge(record) + "\r\n\r\n",
    };
}
