using System.Text.Json.Nodes;

namespace DriftStream.Tests.Service;

/// <summary>Somebody takes on a role, and then changes something in its session.</summary>
internal static class SessionCalls
{
    public const string Key = "ASIAQ5SERVICEEXMP001";
    public const string SessionToken = "IQoJb3JpZ2luX2VjEA-a-session-token-of-this-test-only";
    public const string SecretKey = "wJalrXUtnFEMI-a-secret-access-key-of-this-test-only";

    private static readonly JsonObject Alice = new()
    {
        ["type"] = "IAMUser",
        ["principalId"] = "AIDAQ5USEREXAMPLE01",
        ["arn"] = "arn:aws:iam::111122223333:user/alice",
        ["accountId"] = "111122223333",
        ["accessKeyId"] = "AKIAQ5ALICEEXMPL0001",
        ["userName"] = "alice",
    };

    /// <summary>The user alice takes on the role deploy. AWS never writes the secret key; a record that has it all the same must not give it away.</summary>
    public static string AssumeRole(string id = "assume-1", string key = Key, string region = "us-east-1") => Sts(id, "AssumeRole", isReading: true, region, new()
    {
        ["credentials"] = Credentials(key),
        ["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = "AROAQ5ROLEEXAMPLE01:go-1", ["arn"] = "arn:aws:sts::111122223333:assumed-role/deploy/aws-go-sdk-1777881600123456789" },
    });

    /// <summary>The user alice opens a session for a vendor: no reading call, so its record is kept.</summary>
    public static string GetFederationToken(string id = "federation-1") => Sts(id, "GetFederationToken", isReading: false, "us-east-1", new()
    {
        ["credentials"] = Credentials("ASIAQ5SERVICEEXMP002"),
        ["federatedUser"] = new JsonObject { ["arn"] = "arn:aws:sts::111122223333:federated-user/vendor" },
    });

    /// <summary>A tag set in the session of that key.</summary>
    public static string Tag(int bucket, string key = Key)
    {
        var record = JsonNode.Parse(Calls.Tag(bucket, second: 300))!;
        record["userIdentity"] = new JsonObject
        {
            ["type"] = "AssumedRole",
            ["principalId"] = "AROAQ5ROLEEXAMPLE01:aws-go-sdk-1777881600123456789",
            ["arn"] = "arn:aws:sts::111122223333:assumed-role/deploy/aws-go-sdk-1777881600123456789",
            ["accountId"] = "111122223333",
            ["accessKeyId"] = key,
        };
        return record.ToJsonString();
    }

    private static JsonObject Credentials(string key) => new()
    {
        ["accessKeyId"] = key,
        ["secretAccessKey"] = SecretKey,
        ["sessionToken"] = SessionToken,
        ["expiration"] = "Mar 2, 2026, 3:00:00 PM",
    };

    private static string Sts(string id, string name, bool isReading, string region, JsonObject response) => new JsonObject
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = Alice.DeepClone(),
        ["eventTime"] = "2026-03-02T14:00:00Z",
        ["eventSource"] = "sts.amazonaws.com",
        ["eventName"] = name,
        ["awsRegion"] = region,
        ["sourceIPAddress"] = "203.0.113.7",
        ["userAgent"] = "aws-cli/2.15.0",
        ["requestParameters"] = new JsonObject { ["durationSeconds"] = 3600 },
        ["responseElements"] = response,
        ["eventID"] = id,
        ["readOnly"] = isReading,
        ["eventType"] = "AwsApiCall",
        ["managementEvent"] = true,
        ["recipientAccountId"] = "111122223333",
        ["eventCategory"] = "Management",
    }.ToJsonString();
}
