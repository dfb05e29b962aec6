using System.Globalization;
using System.Text.Json;

namespace DriftStream.EndToEnd.Terraform;

/// <summary>Calls that give a bucket an owner, as CloudTrail records them.</summary>
internal static class ShopCalls
{
    private const string Account = "111122223333";

    /// <summary>Terraform's own.</summary>
    public static string OfTerraform(string bucket, string owner, DateTimeOffset time) => Record(
        bucket, owner, time, "terraform-apply", "run-7", "APN/1.0 HashiCorp/1.0 Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-aws/6.20.0 (+https://registry.terraform.io/providers/hashicorp/aws)");

    /// <summary>Somebody's.</summary>
    public static string OfAlice(string bucket, string owner, DateTimeOffset time) => Record(bucket, owner, time, "operations", "alice@example.com", "aws-cli/2.31.0 md/command#s3api.put-bucket-tagging");

    private static string Record(string bucket, string owner, DateTimeOffset time, string role, string session, string agent) => JsonSerializer.Serialize(new
    {
        eventVersion = "1.11",
        eventID = $"{bucket}-{owner}",
        eventTime = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        eventSource = "s3.amazonaws.com",
        eventName = "PutBucketTagging",
        awsRegion = "eu-west-1",
        recipientAccountId = Account,
        userAgent = agent,
        userIdentity = new
        {
            type = "AssumedRole",
            arn = $"arn:aws:sts::{Account}:assumed-role/{role}/{session}",
            accountId = Account,
            sessionContext = new { sessionIssuer = new { type = "Role", arn = $"arn:aws:iam::{Account}:role/{role}", userName = role } },
        },
        requestParameters = new { bucketName = $"acme-{bucket}", Tagging = new { TagSet = new { Tag = new[] { new { Key = "owner", Value = owner } } } } },
        responseElements = (object?)null,
    });
}
