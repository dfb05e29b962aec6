using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Tests.Replay.Reports;

/// <summary>Findings of any kind for the tests of what is made of them.</summary>
internal static class Findings
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    public static Finding At(TimeSpan after, Severity severity = Severity.Medium, Verdict verdict = Verdict.Drift, string actor = "alice", string? drift = null, Value? value = null, string address = "aws_s3_bucket.data") => new(
        verdict,
        severity,
        drift,
        new($"event-{after.TotalSeconds}", Start + after, "s3.amazonaws.com", "PutBucketTagging", "111122223333", "eu-west-1"),
        new(actor, ActorKind.Human, ActorVia.Console, "IAMUser", null, null, null, "203.0.113.7", null, null, Confidence.Certain),
        new(address, "aws_s3_bucket", "acme-data", "prod", null),
        [new("tags.note", Value.Null, value ?? Value.Of("spotted"))],
        "PutBucketTagging added a tag");
}
