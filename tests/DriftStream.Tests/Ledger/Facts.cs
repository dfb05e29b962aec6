using System.Collections.Immutable;
using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.Options;

namespace DriftStream.Tests.Ledger;

/// <summary>Events, findings and judgements to test with, without a real judge.</summary>
internal static class Facts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly DriftAddress Bucket = new("prod", "lineage-1", "aws_s3_bucket.data");

    public static HoldBook Holds { get; } = new(Options.Create(new HoldOptions()), new NoApplyWindows());

    public static readonly Actor Alice = new(
        "alice@example.com", ActorKind.Human, ActorVia.Console, "AssumedRole", "arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com",
        "111122223333", "Admin", "203.0.113.7", "Mozilla/5.0", true, Confidence.Certain);

    public static readonly Actor Job = new(
        "acme/infra", ActorKind.Automation, ActorVia.Sdk, "AssumedRole", "arn:aws:sts::111122223333:assumed-role/deploy/GitHubActions",
        "111122223333", "deploy", "203.0.113.7", "aws-sdk-js/3.844.0", false, Confidence.Certain)
    {
        Chain = [new("acme/infra", ActorKind.Automation, "AssumeRoleWithWebIdentity", "e0", Confidence.Certain, Noon, "WebIdentityUser", null, "deploy")],
        Job = new() { System = "github", Repository = "acme/infra", Ref = "refs/heads/main", Commit = "feedfacecafebeefdecade0a1b2c3d4e5f607182" },
    };

    public static CloudTrailEvent Event(string id, string name = "PutBucketTagging", string account = "111122223333", int second = 0, string? record = null) => new()
    {
        Id = id,
        Time = Noon.AddSeconds(second),
        Source = "s3.amazonaws.com",
        Name = name,
        Operation = name,
        Account = account,
        Region = "eu-west-1",
        IsReadOnly = false,
        Identity = new(),
        Request = Value.Null,
        Response = Value.Null,
        Details = Value.Null,
        Resources = [],
        Record = Encoding.UTF8.GetBytes(record ?? $$"""{"eventID":"{{id}}"}"""),
    };

    public static Finding Finding(CloudTrailEvent change, Verdict verdict, string? drift, params Change[] changes) => new(
        verdict,
        verdict is Verdict.Reverted ? Severity.Info : Severity.Low,
        drift,
        new(change.Id, change.Time, change.Source, change.Name, change.Account, change.Region),
        Alice,
        new(Bucket.Address, "aws_s3_bucket", "acme-data", Bucket.State, null),
        changes,
        "a reason");

    /// <summary>The same judge where sessions are brought too; it looks at none.</summary>
    public static Judgement JudgeAny(CloudTrailEvent change, DeviationBook book, SessionBook sessions) => JudgeTag(change, book);

    /// <summary>A judge that knows one tag: <c>Put…</c> sets it and opens a drift, <c>Delete…</c> takes it away again, anything else touches nothing.</summary>
    public static Judgement JudgeTag(CloudTrailEvent change, DeviationBook book)
    {
        if (change.Name.StartsWith("Put", StringComparison.Ordinal))
        {
            var drift = book.Of(Bucket).Find(d => d.IsOpen)?.Drift ?? $"D-{change.Id.ToUpperInvariant()}";
            return Judged(change, book, Verdict.Drift, drift, isOpen: true, new Change("tags.drift", Value.Null, Value.Of("spotted")));
        }

        return book.Of(Bucket).Find(d => d.IsOpen) is { } open && change.Name.StartsWith("Delete", StringComparison.Ordinal)
            ? Judged(change, book, Verdict.Reverted, open.Drift, isOpen: false, new Change("tags.drift", Value.Of("spotted"), Value.Null))
            : new([Finding(change, Verdict.NotManaged, null) with { Resource = null }], [], book, []);
    }

    public static Judgement Judged(CloudTrailEvent change, DeviationBook book, Verdict verdict, string drift, bool isOpen, params Change[] changes)
    {
        var deviations = changes.Select(c => new Deviation(
            c.Path, "", isOpen ? c.Before : c.After, isOpen ? c.After : c.Before, c.Hidden, change.Time, change.Id, drift, isOpen));
        return new([Finding(change, verdict, drift, changes)], [Bucket], book.With(Bucket, deviations.ToImmutableList()), []);
    }
}
