using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Judging.Lives;

/// <summary>A live service in small: states that change, events that come, holds that end.</summary>
internal sealed class Cloud
{
    public const string Terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.20.0";
    public const string Runner = "arn:aws:iam::444455556666:role/apply";
    private static readonly EventCatalog Catalog = EventCatalog.Load();
    private readonly Dictionary<(string Event, HeldCall Call), bool> _held = [];

    public JudgeSettings Settings { get; init; } = new() { Mode = JudgeMode.Live, Runners = [Runner] };

    public StateIndex States { get; private set; } = StateIndex.Empty;

    public DeviationBook Book { get; set; } = DeviationBook.Empty;

    public List<TrackedDrift> Drifts { get; } = [];

    public IEnumerable<HeldCall> Waiting => _held.Keys.Select(h => h.Call);

    public IEnumerable<Deviation> Open => Book.All.SelectMany(a => a.Value).Where(d => d.IsOpen);

    /// <summary>The places that differ, and what the cloud holds there.</summary>
    public IEnumerable<string> Differences => Book.All
        .SelectMany(a => a.Value.Where(d => d.IsOpen).Select(d => $"{a.Key.Address} {d.Path} {Shown(d.InCloud)}")).Order(StringComparer.Ordinal);

    public static TerraformState Bucket(string tags, string id = "ledgers", string address = "aws_s3_bucket.ledgers", long serial = 1, string name = "shop", params string[] runners) =>
        State($$"""{"resources":[{"address":{{JsonSerializer.Serialize(address)}},"attributes":{"id":"{{id}}","bucket":"{{id}}","arn":"arn:aws:s3:::{{id}}","tags":{{tags}},"tags_all":{{tags}} } }]}""", serial, name, runners);

    public static TerraformState State(string resources, long serial = 1, string name = "shop", params string[] runners)
    {
        var json = ShortState.Expand(JsonNode.Parse(resources)!.AsObject(), "lineage-of-" + name);
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(json), new StateSource(name, name + ".tfstate") { Runners = runners }) with { Serial = serial };
    }

    public static CloudTrailEvent Tagged(string id, string time, string tags, string agent = "console.amazonaws.com", string by = "arn:aws:iam::444455556666:role/people", string bucket = "ledgers") =>
        Call(id, time, "s3", "PutBucketTagging", $$"""{"bucketName":"{{bucket}}","Tagging":{"TagSet":{"Tag":{{tags}} } } }""", agent, by);

    public static CloudTrailEvent Call(string id, string time, string source, string name, string request, string agent = "console.amazonaws.com", string by = "arn:aws:iam::444455556666:role/people", string response = "null") =>
        EventReader.Read(Encoding.UTF8.GetBytes($$$"""
            {"eventID":"{{{id}}}","eventTime":"2026-05-04T{{{time}}}Z","eventSource":"{{{source}}}.amazonaws.com","eventName":"{{{name}}}","awsRegion":"eu-central-1","recipientAccountId":"444455556666",
             "userAgent":"{{{agent}}}","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::444455556666:assumed-role/x/s","sessionContext":{"sessionIssuer":{"type":"Role","arn":"{{{by}}}"} } },
             "requestParameters":{{{request}}},"responseElements":{{{response}}} }
            """));

    public static CloudTrailEvent Applied(string id, string time, string tags) => Tagged(id, time, tags, Terraform, Runner);

    public Cloud Says(params TerraformState[] states)
    {
        var before = States;
        States = StateIndex.Build(Catalog, states);
        var compared = new Recomparison(Catalog, before, States).Of(Book, Drifts);
        Book = compared.Deviations;
        Fates.AddRange(compared.Fates);
        foreach (var fate in compared.Fates)
        {
            var drift = Drifts.Find(d => d.Drift == fate.Drift)!;
            Drifts.Remove(drift);
            Drifts.AddRange(fate.Kind == DriftFateKind.Moved ? [drift with { Address = fate.Address }] : []);
        }

        Release();
        return this;
    }

    public List<DriftFate> Fates { get; } = [];

    public Judgement Hears(CloudTrailEvent change)
    {
        var judgement = new Judge(Catalog, Settings).Decide(change, States, Book);
        Book = judgement.Deviations;
        Track(judgement.Findings);
        foreach (var call in judgement.Held)
        {
            _held[(change.Id, call)] = true;
        }

        Release();
        return judgement;
    }

    /// <summary>Ends all holds that no state confirmed.</summary>
    public IReadOnlyList<(Finding Finding, Unconfirmed End)> EndsHolds()
    {
        var ended = new List<(Finding, Unconfirmed)>();
        foreach (var ((id, call), _) in _held.Where(h => h.Key.Call.Address is not null).OrderBy(h => h.Key.Event, StringComparer.Ordinal).ToList())
        {
            var end = new HoldEnd(id).Expired(Book.Of(call.Address!.Value));
            Book = Book.With(call.Address.Value, end.Known);
            ended.Add((call.Unconfirmed!, end));
            Track(end.IsLate ? [] : [call.Unconfirmed! with { Drift = end.Drift ?? call.Unconfirmed!.Drift }]);
        }

        _held.Clear();
        var compared = new Recomparison(Catalog, States, States).Of(Book, Drifts);
        Book = compared.Deviations;
        Fates.AddRange(compared.Fates);
        return ended;
    }

    private void Release()
    {
        foreach (var (id, call) in _held.Keys.ToList())
        {
            var answer = new HoldCheck(Catalog, States).Of(call, id, Book);
            if (answer == HoldAnswer.NotYet)
            {
                continue;
            }

            _held.Remove((id, call));
            Answers.Add((id, answer));
            if (call.Address is { } address)
            {
                Book = Book.With(address, new HoldEnd(id).Released(Book.Of(address)));
            }
        }
    }

    public List<(string Event, HoldAnswer Answer)> Answers { get; } = [];

    private static string Shown(Value value) => value.IsScalar ? value.Text : value.ToString();

    private void Track(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.Where(f => f.Drift is not null && Drifts.TrueForAll(d => d.Drift != f.Drift)))
        {
            var state = States.States.First(s => s.Name == finding.Resource!.State);
            Drifts.Add(new(finding.Drift!, new(state.Name, state.Lineage, finding.Resource!.Address!), finding.Resource.Type, finding.Resource.Id));
        }
    }
}
