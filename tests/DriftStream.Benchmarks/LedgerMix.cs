using System.Collections.Immutable;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;

namespace DriftStream.Benchmarks;

/// <summary>What the events of a measurement are, and how they are judged: at once, as only the ledger is measured.</summary>
/// <param name="Name">The mix, for people.</param>
/// <param name="Letter">What the ids of its events begin with.</param>
/// <param name="VerdictOf">The verdict on the event with this number.</param>
internal sealed record LedgerMix(string Name, char Letter, Func<int, Verdict> VerdictOf)
{
    private const int Addresses = 5000;
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Actor Alice = new(
        "alice@example.com", ActorKind.Human, ActorVia.Console, "AssumedRole", "arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com",
        "111122223333", "Admin", "203.0.113.7", "Mozilla/5.0", true, Confidence.Certain);

    /// <summary>The worst that can come, what is kept whole without being a difference, and what usually comes.</summary>
    public static IReadOnlyList<LedgerMix> All { get; } =
    [
        new("each event a drift with an alert", 'r', _ => Verdict.Drift),
        new("each event kept with its record and evidence", 'k', _ => Verdict.Terraform),
        new("changing events as they come", 'm', Usual),
    ];

    /// <summary>Judges by the event's number.</summary>
    public Judgement Judge(CloudTrailEvent change, DeviationBook book, SessionBook sessions)
    {
        var number = (int)(change.Time - Noon).TotalSeconds;
        return VerdictOf(number) switch
        {
            Verdict.Drift => Drift(change, book, number),
            Verdict.Terraform => Only(Said(change, Verdict.Terraform, Bucket(number)), book),
            Verdict.Unmanaged => Only(Said(change, Verdict.Unmanaged, new(null, "aws_s3_bucket", $"scratch-{number}", null, null)), book),
            var other => Only(Said(change, other, null), book),
        };
    }

    /// <summary>An event of a run.</summary>
    public static CloudTrailEvent Event(string run, int number) => new()
    {
        // Ids of events come in no order, which indexes feel.
        Id = $"{run}-{unchecked((uint)number * 2654435761u):x8}-5b92-4f70-8c4d-7f1a2b935d33",
        Time = Noon.AddSeconds(number),
        Source = "s3.amazonaws.com",
        Name = "PutBucketTagging",
        Operation = "PutBucketTagging",
        Account = "111122223333",
        Region = "eu-west-1",
        IsReadOnly = false,
        Identity = new(),
        Request = Value.Null,
        Response = Value.Null,
        Details = Value.Null,
        Resources = [],
        Record = Samples.Matched,
    };

    // Of a hundred: 2 drifts, 2 creations, 10 calls of Terraform, 3 that nobody knows, and the rest on what no state holds.
    private static Verdict Usual(int number) => (number * 37 % 100) switch
    {
        < 2 => Verdict.Drift,
        < 4 => Verdict.Unmanaged,
        < 14 => Verdict.Terraform,
        < 17 => Verdict.Unknown,
        _ => Verdict.NotManaged,
    };

    private static Judgement Drift(CloudTrailEvent change, DeviationBook book, int number)
    {
        var resource = Bucket(number);
        var address = new DriftAddress("prod", "lineage-1", resource.Address!);
        var drift = book.Of(address).Find(d => d.IsOpen)?.Drift ?? "D-" + change.Id;
        var added = new Change("tags.drift", Value.Null, Value.Of("spotted"));
        var finding = Said(change, Verdict.Drift, resource) with { Drift = drift, Changes = [added] };
        var deviation = new Deviation("tags.drift", "", Value.Null, Value.Of("spotted"), false, change.Time, change.Id, drift, true);
        return new([finding], [address], book.With(address, ImmutableList.Create(deviation)), []);
    }

    private static Judgement Only(Finding finding, DeviationBook book) => new([finding], [], book, []);

    private static ResourceRef Bucket(int number) => new($"module.data[{number % Addresses}].aws_s3_bucket.data", "aws_s3_bucket", "acme-data", "prod", null);

    private static Finding Said(CloudTrailEvent change, Verdict verdict, ResourceRef? resource) => new(
        verdict, Severity.Low, null, new(change.Id, change.Time, change.Source, change.Name, change.Account, change.Region), Alice, resource, [],
        "PutBucketTagging added a tag that the state does not hold");
}
