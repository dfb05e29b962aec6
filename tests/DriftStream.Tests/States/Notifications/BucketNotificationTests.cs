using System.Text.Json;
using DriftStream.States.Notifications;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Notifications;

public sealed class BucketNotificationTests
{
    [Fact]
    public void S3_tells_of_several_objects_at_once_and_encodes_their_keys_as_forms_do() =>
        BucketNotification.Read(Bodies.S3("acme-tf", "prod/app.tfstate", "env:/blue+green/a b.tfstate")).ShouldBe(["s3://acme-tf/prod/app.tfstate", "s3://acme-tf/env:/blue+green/a b.tfstate"]);

    [Fact]
    public void EventBridge_tells_of_one_object_and_encodes_nothing() =>
        BucketNotification.Read(Bodies.EventBridge("acme-tf", "env:/blue+green/a%20b.tfstate")).ShouldBe(["s3://acme-tf/env:/blue+green/a%20b.tfstate"]);

    [Fact]
    public void A_topic_may_be_around_either() =>
        (BucketNotification.Read(Bodies.Sns(Bodies.S3("acme-tf", "a.tfstate"))), BucketNotification.Read(Bodies.Sns(Bodies.Sns(Bodies.EventBridge("acme-tf", "b.tfstate")))))
            .ShouldSatisfyAllConditions(
                both => both.Item1.ShouldBe(["s3://acme-tf/a.tfstate"]),
                both => both.Item2.ShouldBe(["s3://acme-tf/b.tfstate"]));

    [Fact]
    public void The_message_by_which_S3_tries_the_way_tells_of_nothing() =>
        BucketNotification.Read("""{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-03-02T14:00:00.000Z","Bucket":"acme-tf","RequestId":"5582815E1AEA5ADF"}""").ShouldBe([]);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("{}")]
    [InlineData("""{"Records":[{"eventSource":"s3.amazonaws.com","eventName":"PutBucketTagging"}]}""")]
    [InlineData("""{"source":"aws.s3","detail-type":"AWS API Call via CloudTrail","detail":{"eventName":"PutBucketTagging"}}""")]
    [InlineData("""{"Type":"Notification","Message":"{\"Type\":\"Notification\",\"Message\":\"{\\\"Type\\\":\\\"Notification\\\",\\\"Message\\\":\\\"17\\\"}\"}"}""")]
    [InlineData("""{"Records":17}""")]
    public void What_is_no_notification_of_a_bucket_is_not_taken_for_one(string body) => BucketNotification.Read(body).ShouldBeNull();
}

/// <summary>Messages of buckets in the shapes in which they arrive.</summary>
internal static class Bodies
{
    public static string S3(string bucket, params string[] keys) => JsonSerializer.Serialize(new
    {
        Records = keys.Select(key => new
        {
            eventVersion = "2.1",
            eventSource = "aws:s3",
            awsRegion = "eu-west-1",
            eventTime = "2026-03-02T14:00:00.000Z",
            eventName = "ObjectCreated:Put",
            s3 = new { s3SchemaVersion = "1.0", configurationId = "states", bucket = new { name = bucket, arn = $"arn:aws:s3:::{bucket}" }, @object = new { key = System.Net.WebUtility.UrlEncode(key), size = 181, sequencer = "0055AED6DCD90281E5" } },
        }),
    });

    public static string EventBridge(string bucket, string key, string kind = "Object Created") => $$$"""
        {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"{{{kind}}}","source":"aws.s3","account":"111122223333","time":"2026-03-02T14:00:00Z","region":"eu-west-1",
         "resources":["arn:aws:s3:::{{{bucket}}}"],"detail":{"version":"0","bucket":{"name":"{{{bucket}}}"},"object":{"key":{{{JsonSerializer.Serialize(key)}}},"size":181,"etag":"b1946ac92492d2347c6235b4d2611184"},"reason":"PutObject"}}
        """;

    public static string Sns(string message) => JsonSerializer.Serialize(new { Type = "Notification", MessageId = "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", TopicArn = "arn:aws:sns:eu-west-1:111122223333:states", Message = message, Timestamp = "2026-03-02T14:00:00.000Z" });
}
