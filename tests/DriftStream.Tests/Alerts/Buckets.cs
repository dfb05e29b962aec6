using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Tests.Ledger;

namespace DriftStream.Tests.Alerts;

/// <summary>Calls on numbered buckets, and a judge that reads from a call's name what it is.</summary>
internal static class Buckets
{
    private static int _number;

    /// <summary>Somebody sets a tag on a bucket, which opens its drift or changes it.</summary>
    public static CloudTrailEvent Set(int bucket, string value = "spotted", string actor = "carol@example.com", Severity severity = Severity.Low, int second = 0) =>
        Call($"Set|{bucket}|{value}|{actor}|{severity}", second);

    /// <summary>Somebody takes the tag away, which ends the drift.</summary>
    public static CloudTrailEvent Unset(int bucket, string actor = "carol@example.com", int second = 60) => Call($"Unset|{bucket}|spotted|{actor}|Info", second);

    /// <summary>The drift of a bucket.</summary>
    public static string DriftOf(int bucket) => $"D-{bucket:0000000000}";

    /// <summary>The judge.</summary>
    public static Judgement Judge(CloudTrailEvent change, DeviationBook book)
    {
        var parts = change.Operation.Split('|');
        var (bucket, isSet) = (int.Parse(parts[1]), parts[0] == "Set");
        Change tag = isSet ? new("tags.drift", Value.Null, Value.Of(parts[2])) : new("tags.drift", Value.Of(parts[2]), Value.Null);
        var finding = Facts.Finding(change, isSet ? Verdict.Drift : Verdict.Reverted, DriftOf(bucket), tag) with
        {
            Severity = Enum.Parse<Severity>(parts[4]),
            Actor = Facts.Alice with { Name = parts[3] },
            Resource = new($"aws_s3_bucket.data[{bucket}]", "aws_s3_bucket", $"acme-data-{bucket}", "prod", null),
        };
        return new([finding], [], book, []);
    }

    private static CloudTrailEvent Call(string operation, int second) => new()
    {
        Id = $"00000000-0000-4000-8000-{Interlocked.Increment(ref _number):000000000000}",
        Time = Facts.Noon.AddSeconds(second),
        Source = "s3.amazonaws.com",
        Name = operation.StartsWith('S') ? "PutBucketTagging" : "DeleteBucketTagging",
        Operation = operation,
        Account = "111122223333",
        Region = "eu-west-1",
        IsReadOnly = false,
        Identity = new(),
        Request = Value.Null,
        Response = Value.Null,
        Details = Value.Null,
        Resources = [],
        Record = "{}"u8.ToArray(),
    };
}
