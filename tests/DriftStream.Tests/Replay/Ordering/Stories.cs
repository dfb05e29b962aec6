using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;

namespace DriftStream.Tests.Replay.Ordering;

/// <summary>Made-up stories of people who change a few resources over and over, in roles that others took on.</summary>
internal static class Stories
{
    private const int Buckets = 4;
    private static readonly string[] People = ["alice", "bob", "carol"];

    /// <summary>The state that the stories are about.</summary>
    public static TerraformState State()
    {
        var buckets = Enumerable.Range(0, Buckets).Select(i =>
            $$$$"""{"address":"aws_s3_bucket.b{{{{i}}}}","attributes":{"id":"acme-{{{{i}}}}","bucket":"acme-{{{{i}}}}","arn":"arn:aws:s3:::acme-{{{{i}}}}","tags":{"Team":"web"},"tags_all":{"Team":"web"}}}""");
        var groups = Enumerable.Range(0, 2).Select(i =>
            $$$$"""
            {"address":"aws_security_group.g{{{{i}}}}","attributes":{"id":"sg-000000000000000{{{{i:00}}}}","name":"g{{{{i}}}}","owner_id":"111122223333","region":"eu-west-1","tags":{},"tags_all":{},"egress":[],
              "ingress":[{"cidr_blocks":["10.1.0.0/16"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}]}}
            """);
        var users = """{"address":"aws_iam_user.ci","attributes":{"id":"ci","name":"ci","arn":"arn:aws:iam::111122223333:user/ci","path":"/","tags":{},"tags_all":{}}}""";
        var brief = JsonNode.Parse($$$$"""{"resources":[{{{{string.Join(',', [.. buckets, .. groups, users])}}}}]}""")!.AsObject();
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(ShortState.Expand(brief, "lineage-of-stories")), new StateSource("shop", "shop.tfstate"));
    }

    /// <summary>So many records in no order of time; some come twice, some share a second.</summary>
    public static List<string> Of(int seed, int events)
    {
        var random = new Random(seed);
        var records = new List<string>();
        for (var i = 0; i < events; i++)
        {
            records.Add(Record(random, i, events));
            if (random.Next(20) == 0)
            {
                records.Add(records[^1]);
            }
        }

        var shuffled = records.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    /// <summary>A log file of these records.</summary>
    public static byte[] File(IEnumerable<string> records) => Encoding.UTF8.GetBytes($$$$"""{"Records":[{{{{string.Join(',', records)}}}}]}""");

    private static string Record(Random random, int number, int events)
    {
        var second = random.Next(events / 2);
        return random.Next(9) switch
        {
            0 => Opening(random, second),
            1 => Call(random, number, second, "s3", "DeleteBucketTagging", $$$$"""{"bucketName":"acme-{{{{random.Next(Buckets)}}}}","tagging":""}"""),
            2 => Call(random, number, second, "s3", "GetBucketTagging", $$$$"""{"bucketName":"acme-{{{{random.Next(Buckets)}}}}"}""", isReadOnly: true),
            3 => Call(random, number, second, "s3", "CreateBucket", $$$$"""{"bucketName":"new-{{{{random.Next(1000)}}}}"}"""),
            4 => Call(random, number, second, "iam", random.Next(2) == 0 ? "CreateAccessKey" : "DeleteAccessKey", """{"userName":"ci","accessKeyId":"AKIAEXAMPLE000000001"}""", """{"accessKey":{"userName":"ci","accessKeyId":"AKIAEXAMPLE000000001","status":"Active"}}"""),
            5 or 6 => Call(random, number, second, "ec2", random.Next(2) == 0 ? "AuthorizeSecurityGroupIngress" : "RevokeSecurityGroupIngress", Rule(random)),
            _ => Call(random, number, second, "s3", "PutBucketTagging", $$$$"""{"bucketName":"acme-{{{{random.Next(Buckets)}}}}","tagging":"","Tagging":{"TagSet":{"Tag":[{"Key":"Team","Value":"{{{{(random.Next(2) == 0 ? "web" : "ops")}}}}"}]}}}"""),
        };
    }

    private static string Rule(Random random) =>
        $$$$"""
        {"groupId":"sg-000000000000000{{{{random.Next(2):00}}}}","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":{{{{(random.Next(2) == 0 ? 22 : 443)}}}},"toPort":{{{{(random.Next(2) == 0 ? 22 : 443)}}}},
          "groups":{},"ipRanges":{"items":[{"cidrIp":"{{{{(random.Next(2) == 0 ? "0.0.0.0/0" : "10.1.0.0/16")}}}}"}]},"ipv6Ranges":{},"prefixListIds":{}}]}}
        """;

    private static string Opening(Random random, int second)
    {
        var (session, opener) = (random.Next(12), random.Next(12));
        var who = opener > session ? InRole(opener) : User(random);
        return $$$$"""
            {"eventVersion":"1.08","userIdentity":{{{{who}}}},"eventTime":"{{{{Time(second / 4)}}}}","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.9",
             "userAgent":"aws-cli/2.15","requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"session"},
             "responseElements":{"credentials":{"accessKeyId":"{{{{Key(session)}}}}","expiration":"Mar 3, 2026, 2:00:00 PM"},"assumedRoleUser":{"assumedRoleId":"AROAEXAMPLE:session","arn":"arn:aws:sts::111122223333:assumed-role/deploy/session"}},
             "eventID":"open-{{{{session}}}}-{{{{second}}}}","readOnly":true,"eventType":"AwsApiCall","recipientAccountId":"111122223333"}
            """;
    }

    private static string Call(Random random, int number, int second, string service, string name, string request, string response = "null", bool isReadOnly = false)
    {
        var error = random.Next(15) == 0 ? "\"errorCode\":\"AccessDenied\"," : "";
        return $$$$"""
            {"eventVersion":"1.08","userIdentity":{{{{(random.Next(3) == 0 ? User(random) : InRole(random.Next(12)))}}}},"eventTime":"{{{{Time(second)}}}}","eventSource":"{{{{service}}}}.amazonaws.com","eventName":"{{{{name}}}}",
             "awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.9","userAgent":"aws-cli/2.15",{{{{error}}}}"requestParameters":{{{{request}}}},"responseElements":{{{{response}}}},
             "eventID":"event-{{{{number}}}}","readOnly":{{{{(isReadOnly ? "true" : "false")}}}},"eventType":"AwsApiCall","recipientAccountId":"111122223333"}
            """;
    }

    private static string User(Random random) => People[random.Next(People.Length)] is var name
        ? $$$$"""{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::111122223333:user/{{{{name}}}}","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000009","userName":"{{{{name}}}}"}"""
        : "";

    private static string InRole(int session) =>
        $$$$"""
        {"type":"AssumedRole","principalId":"AROAEXAMPLE:session","arn":"arn:aws:sts::111122223333:assumed-role/deploy/session","accountId":"111122223333","accessKeyId":"{{{{Key(session)}}}}",
         "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","arn":"arn:aws:iam::111122223333:role/deploy","accountId":"111122223333","userName":"deploy"}}}
        """;

    private static string Key(int session) => $"ASIAEXAMPLE00000{session:0000}";

    private static string Time(int second) => new DateTime(2026, 3, 2, 14, 0, 0, DateTimeKind.Utc).AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
