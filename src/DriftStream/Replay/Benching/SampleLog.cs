using System.Globalization;

namespace DriftStream.Replay.Benching;

/// <summary>Made-up CloudTrail records in the mix of a busy organization: six calls of seven only read, a twelfth of the changes meets a resource of <see cref="SampleStates"/>.</summary>
/// <param name="seed">The same seed gives the same records.</param>
/// <param name="resources">How many resources the states hold.</param>
internal sealed class SampleLog(int seed, int resources)
{
    private const double Reads = 0.85;
    private const double Held = 0.08;
    private const double Refused = 0.04;
    private static readonly DateTime Begin = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Agents =
    [
        "aws-sdk-go/1.55.5 (go1.22.4; linux; amd64)",
        "Boto3/1.35.2 md/Botocore#1.35.2 ua/2.0 os/linux#6.1.102 md/arch#x86_64 lang/python#3.12.4 md/pyimpl#CPython",
        "APN/1.0 HashiCorp/1.0 Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-aws/5.98.0 aws-sdk-go-v2/1.36.3 os/linux lang/go#1.23.8",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    ];

    private static readonly (string Source, string Name)[] ReadingCalls =
    [
        ("ec2", "DescribeInstances"), ("ec2", "DescribeNetworkInterfaces"), ("ec2", "DescribeTags"), ("s3", "GetBucketAcl"), ("iam", "GetRole"),
        ("ecs", "DescribeTasks"), ("logs", "DescribeLogGroups"), ("dynamodb", "DescribeTable"), ("elasticloadbalancing", "DescribeTargetHealth"),
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next record, one second after the one before at most.</summary>
    public string Next(int number)
    {
        var account = SampleStates.Accounts[_random.Next(SampleStates.Accounts.Length)];
        var call = _random.NextDouble() < Reads ? Reading(account) : Changing(account);
        var time = Begin.AddMilliseconds(number * 700L).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var error = _random.NextDouble() < Refused ? ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no identity-based policy allows the action\"" : "";
        return $$$$"""
            {"eventVersion":"1.11","userIdentity":{{{{Caller(account)}}}},"eventTime":"{{{{time}}}}","eventSource":"{{{{call.Source}}}}.amazonaws.com","eventName":"{{{{call.Name}}}}","awsRegion":"{{{{SampleStates.Region}}}}","sourceIPAddress":"10.20.{{{{_random.Next(256)}}}}.{{{{_random.Next(256)}}}}","userAgent":"{{{{Agents[_random.Next(Agents.Length)]}}}}"{{{{error}}}},"requestParameters":{{{{call.Request}}}},"responseElements":{{{{(error.Length > 0 ? "null" : call.Response)}}}},"requestID":"{{{{Id()}}}}","eventID":"{{{{Id()}}}}","readOnly":{{{{(call.IsReading ? "true" : "false")}}}},"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"{{{{account}}}}","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"{{{{call.Source}}}}.{{{{SampleStates.Region}}}}.amazonaws.com"}}
            """;
    }

    private string Caller(string account)
    {
        var role = $"{SampleStates.Words[_random.Next(SampleStates.Words.Length)]}-role";
        return $$$$"""{"type":"AssumedRole","principalId":"AROAEXAMPLE{{{{Hex(6)}}}}:worker","arn":"arn:aws:sts::{{{{account}}}}:assumed-role/{{{{role}}}}/worker","accountId":"{{{{account}}}}","accessKeyId":"ASIA{{{{Hex(8).ToUpperInvariant()}}}}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","arn":"arn:aws:iam::{{{{account}}}}:role/{{{{role}}}}","accountId":"{{{{account}}}}","userName":"{{{{role}}}}"},"attributes":{"creationDate":"2026-03-02T00:00:00Z","mfaAuthenticated":"false"}}}""";
    }

    private SampleCall Reading(string account)
    {
        if (_random.Next(5) == 0)
        {
            var role = $"arn:aws:iam::{account}:role/{SampleStates.Words[_random.Next(SampleStates.Words.Length)]}-role";
            return new("sts", "AssumeRole", $$$$"""{"roleArn":"{{{{role}}}}","roleSessionName":"worker","durationSeconds":3600}""", $$$$"""{"credentials":{"accessKeyId":"ASIA{{{{Hex(8).ToUpperInvariant()}}}}","expiration":"Mar 2, 2026, 9:00:00 AM"},"assumedRoleUser":{"assumedRoleId":"AROAEXAMPLE:worker","arn":"{{{{role}}}}/worker"}}""", IsReading: true);
        }

        var (source, name) = ReadingCalls[_random.Next(ReadingCalls.Length)];
        return new(source, name, $$$$"""{"maxResults":100,"filterSet":{"items":[{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-0{{{{Hex(8)}}}}"}]}}]}}""", "null", IsReading: true);
    }

    private SampleCall Changing(string account)
    {
        var isHeld = _random.NextDouble() < Held;
        var resource = SampleStates.Resource(isHeld ? _random.Next(resources) : int.MaxValue - _random.Next(1 << 20));
        return _random.Next(8) switch
        {
            0 => new("s3", "PutBucketTagging", $$$$"""{"bucketName":"{{{{resource.Bucket}}}}","tagging":"","Tagging":{"TagSet":{"Tag":[{"Key":"owner","Value":"{{{{Hex(4)}}}}"}]}}}""", "null"),
            1 => new("ec2", "AuthorizeSecurityGroupIngress", $$$$"""{"groupId":"{{{{resource.Group}}}}","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"groups":{},"ipRanges":{"items":[{"cidrIp":"10.{{{{_random.Next(256)}}}}.0.0/16"}]}}]}}""", $$$$"""{"requestId":"{{{{Id()}}}}","_return":true}"""),
            2 => new("lambda", "UpdateFunctionConfiguration20150331v2", $$$$"""{"functionName":"{{{{resource.Function}}}}","timeout":{{{{_random.Next(1, 900)}}}}}""", $$$$"""{"functionName":"{{{{resource.Function}}}}","memorySize":512}"""),
            3 => new("logs", "PutRetentionPolicy", $$$$"""{"logGroupName":"{{{{resource.LogGroup}}}}","retentionInDays":7}""", "null"),
            4 => new("ec2", "CreateNetworkInterface", $$$$"""{"subnetId":"subnet-0{{{{Hex(8)}}}}","description":"node {{{{Hex(8)}}}}"}""", $$$$"""{"requestId":"{{{{Id()}}}}","networkInterface":{"networkInterfaceId":"eni-0{{{{Hex(8)}}}}","ownerId":"{{{{account}}}}","status":"pending"}}"""),
            _ => new("logs", "CreateLogStream", $$$$"""{"logGroupName":"/aws/lambda/{{{{SampleStates.Words[_random.Next(SampleStates.Words.Length)]}}}}","logStreamName":"2026/03/02/[$LATEST]{{{{Hex(16)}}}}"}""", "null"),
        };
    }

    private string Id() => $"{Hex(4)}-{Hex(2)}-4{Hex(2)[1..]}-8{Hex(2)[1..]}-{Hex(6)}";

    private string Hex(int bytes)
    {
        Span<byte> random = stackalloc byte[bytes];
        _random.NextBytes(random);
        return Convert.ToHexStringLower(random);
    }

    private sealed record SampleCall(string Source, string Name, string Request, string Response, bool IsReading = false);
}
