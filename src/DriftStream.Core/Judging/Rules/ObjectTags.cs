using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Tags on objects in S3: the bucket that the call names too keeps its own.</summary>
internal static class ObjectTags
{
    private static readonly string[] Types = ["aws_s3_object", "aws_s3_bucket_object", "aws_s3_object_copy"];

    /// <summary>Whether the call tags an object.</summary>
    public static bool Covers(CloudTrailEvent change) =>
        change is { Source: "s3.amazonaws.com", Operation: "PutObjectTagging" or "DeleteObjectTagging" };

    /// <summary>The objects that states hold under the bucket and key of the call.</summary>
    public static List<ResourceInstance> Held(Situation situation)
    {
        if (situation.Text("bucketName") is not { } bucket || situation.Text("key") is not { } key)
        {
            return [];
        }

        return
        [
            .. from type in Types
               from held in situation.Matcher.Named(type, "key", key, situation.Change)
               where held.Attributes["bucket"].Text == bucket && held.Attributes["key"].Text == key
               select held,
        ];
    }
}
