using System.Text.Json;
using System.Text.Json.Nodes;

namespace DriftStream.Tests.Service;

/// <summary>Calls to AWS as CloudTrail would record them, and the wrappings in which they arrive.</summary>
internal static class Calls
{
    private const string Account = "111122223333";
    private const string Region = "eu-west-1";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Somebody gives a bucket of <see cref="ManagedState"/> a tag that the state does not hold.</summary>
    public static string Tag(int bucket, string value = "spotted", int second = 0, string who = "alice@example.com", string? id = null) => Record(
        "s3.amazonaws.com", "PutBucketTagging", second, who, id ?? $"tag-{bucket:000}-{value}",
        new()
        {
            ["bucketName"] = ManagedState.Bucket(bucket),
            ["tagging"] = "",
            ["Tagging"] = new JsonObject
            {
                ["TagSet"] = new JsonObject
                {
                    ["Tag"] = new JsonArray(
                        new JsonObject { ["Key"] = "owner", ["Value"] = "platform" },
                        new JsonObject { ["Key"] = "drift", ["Value"] = value }),
                },
            },
        });

    /// <summary>The bucket's tags are again what the state holds.</summary>
    public static string Untag(int bucket, int second = 60) => Record(
        "s3.amazonaws.com", "PutBucketTagging", second, "bob@example.com", $"untag-{bucket:000}",
        new()
        {
            ["bucketName"] = ManagedState.Bucket(bucket),
            ["tagging"] = "",
            ["Tagging"] = new JsonObject
            {
                ["TagSet"] = new JsonObject { ["Tag"] = new JsonArray(new JsonObject { ["Key"] = "owner", ["Value"] = "platform" }) },
            },
        });

    /// <summary>Somebody makes a bucket that no state holds.</summary>
    public static string NewBucket(string name, int second = 0) => Record("s3.amazonaws.com", "CreateBucket", second, "alice@example.com", $"new-{name}", new() { ["bucketName"] = name });

    /// <summary>Somebody is refused to delete a bucket of <see cref="ManagedState"/>.</summary>
    public static string Refused(int bucket, int second = 0) => Record(
        "s3.amazonaws.com", "DeleteBucket", second, "mallory@example.com", $"refused-{bucket:000}", new() { ["bucketName"] = ManagedState.Bucket(bucket) })
        .Replace("\"requestParameters\":", "\"errorCode\":\"AccessDenied\",\"requestParameters\":", StringComparison.Ordinal);

    /// <summary>The database gets another password, which AWS writes as stars.</summary>
    public static string ChangePassword() => Record(
        "rds.amazonaws.com", "ModifyDBInstance", 0, "alice@example.com", "password-1",
        new() { ["dBInstanceIdentifier"] = ManagedState.Database, ["masterUserPassword"] = "****", ["applyImmediately"] = true });

    /// <summary>The function gets other variables, which AWS hides.</summary>
    public static string ChangeVariables() => Record(
        "lambda.amazonaws.com", "UpdateFunctionConfiguration20150331v2", 1, "alice@example.com", "variables-1",
        new()
        {
            ["functionName"] = ManagedState.Function,
            ["environment"] = new JsonObject { ["variables"] = new JsonObject { ["API_TOKEN"] = "HIDDEN_DUE_TO_SECURITY_REASONS" } },
        });

    /// <summary>As EventBridge puts it into the queue.</summary>
    public static string Envelope(string record) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = $"bridge-{JsonNode.Parse(record)!["eventID"]}",
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["source"] = "aws.s3",
        ["account"] = Account,
        ["time"] = JsonNode.Parse(record)!["eventTime"]!.DeepClone(),
        ["region"] = Region,
        ["resources"] = new JsonArray(),
        ["detail"] = JsonNode.Parse(record),
    }.ToJsonString();

    /// <summary>As a topic between EventBridge and the queue wraps it.</summary>
    public static string Notification(string message) => new JsonObject
    {
        ["Type"] = "Notification",
        ["MessageId"] = "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        ["TopicArn"] = $"arn:aws:sns:{Region}:{Account}:cloudtrail",
        ["Message"] = message,
        ["Timestamp"] = "2026-03-02T14:00:03.000Z",
        ["SignatureVersion"] = "1",
        ["Signature"] = "EXAMPLE",
        ["SigningCertURL"] = "https://sns.eu-west-1.amazonaws.com/example.pem",
        ["UnsubscribeURL"] = "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe",
    }.ToJsonString();

    /// <summary>As CloudTrail writes it into a file.</summary>
    public static string Records(params string[] records) => $$"""{"Records":[{{string.Join(',', records)}}]}""";

    private static string Record(string source, string name, int second, string who, string id, JsonObject request) => JsonSerializer.Serialize(new
    {
        eventVersion = "1.11",
        userIdentity = new
        {
            type = "AssumedRole",
            principalId = $"AROAEXAMPLEEXAMPLE000:{who}",
            arn = $"arn:aws:sts::{Account}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/{who}",
            accountId = Account,
            sessionContext = new
            {
                sessionIssuer = new
                {
                    type = "Role",
                    principalId = "AROAEXAMPLEEXAMPLE000",
                    arn = $"arn:aws:iam::{Account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
                    accountId = Account,
                    userName = "AWSReservedSSO_Admin_0123456789abcdef",
                },
                attributes = new { creationDate = $"{Start:s}Z", mfaAuthenticated = "false" },
            },
        },
        eventTime = $"{Start.AddSeconds(second):s}Z",
        eventSource = source,
        eventName = name,
        awsRegion = Region,
        sourceIPAddress = "203.0.113.7",
        userAgent = "[aws-cli/2.15.0]",
        requestParameters = request,
        responseElements = (object?)null,
        requestID = $"request-{id}",
        eventID = id,
        readOnly = false,
        eventType = "AwsApiCall",
        managementEvent = true,
        recipientAccountId = Account,
        eventCategory = "Management",
    });
}
