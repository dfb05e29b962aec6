using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>A log file that was made to mislead whoever does not read JSON. The same seed makes the same file.</summary>
/// <param name="Packed">As it lies on the disk.</param>
/// <param name="Content">Unpacked.</param>
/// <param name="IsCut">Whether its end is missing.</param>
internal sealed record FuzzFile(byte[] Packed, byte[] Content, bool IsCut)
{
    private static readonly (string Source, string Name)[] Calls =
    [
        ("s3", "PutBucketTagging"), ("ec2", "CreateTags"), ("iam", "AttachRolePolicy"), ("ec2", "DescribeInstances"), ("ec2", "RunInstances"), ("rds", "ModifyDBInstance"),
        ("ec2", "AuthorizeSecurityGroupIngress"), ("sts", "AssumeRole"), ("ssm", "UpdateInstanceInformation"), ("kms", "CreateGrant"), ("nowhere", "DoMystery"), ("elasticloadbalancing", "RegisterTargets"),
    ];

    private static readonly string[] Pieces =
    [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "\"readOnly\":true", "\\\"readOnly\\\":true", ",\"readOnly\":true,", "\\\\", "\\\\\"", "\n", "é", "\u2028", "😀", "a", "eventName", " ",
        "\"},{\"eventVersion\":\"1\"", "]}", ",\"eventName\":\"DescribeX\"", ",\"errorCode\":\"X\"", "\0", "\u007f", "held-bucket", "i-0held", "dryRun\":true", "alias/held",
    ];

    private static readonly string[] Names = ["readOnly", "eventName", "errorCode", "bucketName", "resourceId", "roleName", "dryRun", "ARN", "accessKeyId", "x"];

    public static FuzzFile Of(int seed)
    {
        var random = new Random(seed);
        var records = new JsonArray([.. Enumerable.Range(0, Pick(random, 0, 1, 2, 5, 30)).Select(_ => Record(random))]);
        var content = Encoding.UTF8.GetBytes(Respelled(random, Written(random, records)));
        var isCut = random.NextDouble() < 0.06 && content.Length > 40;
        content = isCut ? content[..random.Next(20, content.Length - 1)] : content;
        return new(Pack(random, content), content, isCut);
    }

    private static byte[] Pack(Random random, byte[] content)
    {
        var middle = content.Length / 2;
        return random.Next(4) switch
        {
            0 => content,
            1 => [.. Scanned.Pack(content[..middle]), .. Scanned.Pack(content[middle..])],
            _ => Scanned.Pack(content),
        };
    }

    private static string Written(Random random, JsonArray records)
    {
        var encoder = random.Next(2) == 0 ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default;
        var (compact, pretty) = (new JsonSerializerOptions { Encoder = encoder }, new JsonSerializerOptions { Encoder = encoder, WriteIndented = true });
        var each = records.Select(r => r!.ToJsonString(compact));
        return random.Next(20) switch
        {
            0 => new JsonObject { ["Records"] = records }.ToJsonString(pretty),
            1 => "{\"Records\":[" + string.Join(",\n", each) + "]}\n",
            2 => "{ \"Records\" : [ " + string.Join(" , ", each) + " ] }\r\n",
            3 => "{\"Records\":[" + string.Join(",", records.Select(r => r!.ToJsonString(pretty))) + "]}",
            4 => new JsonObject { ["Meta"] = new JsonArray(new JsonObject { ["b"] = 1 }), ["Records"] = records, ["Other"] = new JsonArray(new JsonObject { ["eventName"] = "CreateTags" }) }.ToJsonString(compact),
            5 => "{\"Records\":[" + string.Join(",", each) + "],\"Other\":[{\"eventName\":\"CreateTags\"}]}",
            _ => new JsonObject { ["Records"] = records }.ToJsonString(compact),
        };
    }

    private static string Respelled(Random random, string text)
    {
        text = random.Next(10) == 0 ? Once(text, "\"readOnly\"", "\"read\\u004fnly\"") : text;
        text = random.Next(10) == 0 ? Once(text, "\"eventName\"", "\"event\\u004eame\"") : text;
        text = random.Next(12) == 0 ? Once(text, "\"errorCode\"", "\"error\\u0043ode\"") : text;
        text = random.Next(12) == 0 ? text.Replace("held-bucket", "held\\u002dbucket", StringComparison.Ordinal) : text;
        return random.Next(12) == 0 ? text.Replace("PutBucketTagging", "Put\\u0042ucketTagging", StringComparison.Ordinal) : text;
    }

    private static string Once(string text, string old, string changed) =>
        text.IndexOf(old, StringComparison.Ordinal) is var at and >= 0 ? text[..at] + changed + text[(at + old.Length)..] : text;

    private static JsonObject Record(Random random)
    {
        var (source, name) = Calls[random.Next(Calls.Length)];
        List<KeyValuePair<string, JsonNode?>> members =
        [
            new("eventVersion", "1.08"),
            new("userIdentity", new JsonObject { ["type"] = random.Next(2) == 0 ? "IAMUser" : "AssumedRole", ["arn"] = "arn:aws:iam::111122223333:user/" + Text(random), ["userName"] = "held-user", ["accessKeyId"] = "AKIAABCDEFGHIJKLMNOP" }),
            new("eventTime", "2025-06-01T00:00:00Z"), new("eventSource", source + ".amazonaws.com"), new("eventName", name), new("awsRegion", "us-east-1"), new("userAgent", Text(random)),
            new("requestParameters", Request(random)), new("responseElements", Value(random, 0) as JsonObject), new("additionalEventData", Value(random, 0)),
            new("eventID", Text(random)), new("recipientAccountId", "111122223333"),
        ];
        Maybe(random, 0.9, members, "readOnly", () => random.Next(2) == 0);
        Maybe(random, 0.2, members, "errorCode", () => random.Next(8) == 0 ? "" : Text(random) + "E");
        Maybe(random, 0.3, members, Text(random) + "q", () => Value(random, 0));
        Maybe(random, 0.2, members, "resources", () => new JsonArray(new JsonObject { ["ARN"] = random.Next(3) == 0 ? "arn:aws:s3:::held-bucket" : Text(random), ["accountId"] = "111122223333" }));
        Maybe(random, 0.01, members, "hugeq", () => string.Concat(Enumerable.Repeat(Text(random) + "{\"}\\", 4000)));
        KeyValuePair<string, JsonNode?>[] ordered = [.. members];
        if (random.Next(2) == 0)
        {
            random.Shuffle(ordered);
        }

        return new(ordered);
    }

    private static void Maybe(Random random, double share, List<KeyValuePair<string, JsonNode?>> members, string name, Func<JsonNode?> value)
    {
        if (random.NextDouble() < share)
        {
            members.Add(new(name, value()));
        }
    }

    private static JsonObject? Request(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => new() { ["readOnly"] = true, ["eventName"] = "DescribeInstances", ["errorCode"] = "E" },
        2 => new() { [Pick(random, "dryRun", "DryRun", "performCheckOnly", "dryRuns")] = random.Next(2) == 0 ? true : "true", ["instanceId"] = "i-0held" },
        3 => new() { ["resourcesSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["resourceId"] = "i-1" }, new JsonObject { ["resourceId"] = Pick(random, "i-0held", "I-0HELD", Text(random)) }) }, ["z"] = Value(random, 0) },
        _ => new() { ["bucketName"] = Pick(random, "held-bucket", Text(random), "other"), ["roleName"] = "r", ["keyId"] = Pick(random, "alias/held", "x"), ["dBInstanceIdentifier"] = Text(random), ["z"] = Value(random, 0) },
    };

    private static JsonNode? Value(Random random, int depth)
    {
        var kind = random.NextDouble();
        return depth > 4 || kind < 0.35 ? Scalar(random)
            : kind < 0.7 ? new JsonObject([.. Enumerable.Range(0, random.Next(4)).Select(_ => KeyValuePair.Create(random.Next(2) == 0 ? Names[random.Next(Names.Length)] : Text(random), Value(random, depth + 1))).DistinctBy(m => m.Key)])
            : new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))]);
    }

    private static JsonNode? Scalar(Random random) => random.Next(8) switch
    {
        0 => true,
        1 => false,
        2 => null,
        3 => 0,
        4 => -1.5,
        _ => Text(random),
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(Pick(random, 3, 8, 40))).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static T Pick<T>(Random random, params T[] of) => of[random.Next(of.Length)];
}
