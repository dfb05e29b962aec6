using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Every row of the catalogue, tried on every type that it may mean with calls that are made up from the row alone.</summary>
public sealed class WholeCatalogueTests(ITestOutputHelper output)
{
    private static readonly HashSet<string> Regionless = ["s3.amazonaws.com", "iam.amazonaws.com", "route53.amazonaws.com", "cloudfront.amazonaws.com", "organizations.amazonaws.com"];

    private static readonly IReadOnlyList<CallTrial> All = [.. Candidate.All.SelectMany(c => SyntheticCall.Protocols(c).Select(p => new CallTrial(c, p)))];

    private static readonly IReadOnlyList<CallTrial> Findable = [.. All.Where(t => CallTrial.WhyNotFound(t.Candidate) is null)];

    private static IEnumerable<CallTrial> Sure(RowEffect effect) => Findable.Where(t => t.Candidate.IsSure && t.Candidate.Row.Effect == effect);

    [Fact]
    public void A_call_is_found_on_the_resource_that_it_names()
    {
        output.WriteLine($"{EventCatalog.Load().EventCount} kinds of events, {Candidate.All.Count} with a type, {All.Count} calls in the spellings of their services");

        Misses(Findable, t => t.Call().Judged(), (call, findings) => findings.Any(f => f.Resource?.Address == call.Address || f.Resource?.Parent == call.Address)).ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_found_is_known_with_its_reason()
    {
        var lines =
            from candidate in Candidate.All
            let reason = CallTrial.WhyNotFound(candidate)
            where reason is not null
            group candidate.ToString() by reason into excluded
            orderby excluded.Key
            select $"{excluded.Key}\n{string.Concat(excluded.Order(StringComparer.Ordinal).Select(c => $"  {c}\n"))}";

        string.Join('\n', lines).ShouldBeApproved("calls-that-name-nothing");
    }

    [Fact]
    public void A_call_that_AWS_refused_is_failed() =>
        Misses(All, t => t.Call().Judged(r => r["errorCode"] = "AccessDenied"), (_, findings) => findings is [{ Verdict: Verdict.Failed, Resource: null }]).ShouldBeEmpty();

    [Fact]
    public void A_call_in_another_account_finds_nothing_of_the_same_name() =>
        Misses(All, t => t.Call().Judged(r => Elsewhere(r, "recipientAccountId", SyntheticCall.Account, "123123123123")), FindsNothing).ShouldBeEmpty();

    [Fact]
    public void A_call_in_another_region_finds_nothing_of_the_same_name() =>
        Misses(All.Where(t => !t.Candidate.Type.IsGlobal && !Regionless.Contains(t.Candidate.Key.Source)), t => t.Call().Judged(r => Elsewhere(r, "awsRegion", SyntheticCall.Region, "us-east-2")), FindsNothing).ShouldBeEmpty();

    [Fact]
    public void A_deletion_of_what_a_state_holds_is_deleted() =>
        Misses(Sure(RowEffect.Delete), t => t.Call().Judged(), (call, findings) => findings.Any(f => f.Resource?.Address == call.Address && f.Verdict == Verdict.Deleted)).ShouldBeEmpty();

    [Fact]
    public void A_creation_that_no_state_holds_is_unmanaged_with_its_type_and_the_id_of_the_answer()
    {
        var creations = Sure(RowEffect.Create).Where(t => t.Candidate.Row.Outs.Count > 0).ToList();

        // An answer that only repeats what the new object belongs to does not name it.
        var named = creations.Where(t => t.Candidate.Row.Outs.Any(o => o.Attributes.Contains("id") || t.Candidate.Row.Ids.All(i => !i.Attributes.Intersect(o.Attributes).Any()))).ToList();
        Misses(named, t => t.Call().Judged(isHeld: false), (call, findings) => findings is [{ Verdict: Verdict.Unmanaged, Resource: { } made }] && call.Made.Contains(made.Type) && call.Answered.Contains(made.Id)).ShouldBeEmpty();

        // One call makes several types, and only settings that these trials do not have tell which; the likeliest is named.
        string.Concat(creations.Select(t => (t, t.Call().Judged(isHeld: false)[0].Resource!.Type)).Where(t => t.Type != t.t.Candidate.Type.Name).Select(t => $"{t.t.Candidate} is called {t.Type}\n").Distinct().Order(StringComparer.Ordinal))
            .ShouldBeApproved("creations-of-several-types");
    }

    [Fact]
    public void An_identifier_in_a_member_that_nobody_knows_finds_nothing() =>
        Misses(All.Where(t => !t.Candidate.Row.IsSingleton), t => t.Call().Judged(Renamed), FindsNothing).ShouldBeEmpty();

    [Fact]
    public void An_identifier_finds_nothing_of_an_unrelated_type() =>
        Misses(All.Where(t => !t.Candidate.Row.IsSingleton), t => t.Call().Judged(stranger: Stranger(t.Candidate)), FindsNothing).ShouldBeEmpty();

    [Fact]
    public void A_tagging_call_shows_the_tag_on_every_type_that_has_tags()
    {
        var tagging = Findable.Where(t => t.Candidate.IsTagging).ToList();

        Misses(tagging, t => t.Call(ValueIs.Another).Judged(), (call, findings) => findings.Any(f => f.Resource?.Address == call.Address && f.Verdict == Verdict.Drift && f.Changes is [{ Path: "tags.kind" }])).ShouldBeEmpty();
        Misses(tagging, t => t.Call().Judged(), (call, findings) => findings.Any(f => f.Resource?.Address == call.Address && f.Verdict == Verdict.InSync)).ShouldBeEmpty();
    }

    private List<string> Misses(IEnumerable<CallTrial> trials, Func<CallTrial, IReadOnlyList<Finding>> judge, Func<SyntheticCall, IReadOnlyList<Finding>, bool> isGood)
    {
        var all = trials.ToList();
        var misses = all.AsParallel().Select(t => (Trial: t, Findings: judge(t))).Where(t => !isGood(t.Trial.Call(), t.Findings))
            .Select(t => $"{t.Trial}: {t.Findings[0].Verdict.Word()} {t.Findings[0].Resource}").Order(StringComparer.Ordinal).ToList();
        output.WriteLine($"{all.Count - misses.Count} of {all.Count}");
        return misses;
    }

    private static bool FindsNothing(SyntheticCall call, IReadOnlyList<Finding> findings) => findings.All(f => f.Resource?.Address is null && f.Resource?.Parent is null);

    private static void Elsewhere(JsonObject record, string member, string here, string there)
    {
        record[member] = there;
        foreach (var part in (IEnumerable<string>)["requestParameters", "responseElements"])
        {
            record[part] = JsonNode.Parse((record[part]?.ToJsonString() ?? "null").Replace(here, there, StringComparison.Ordinal));
        }
    }

    private static string Stranger(Candidate candidate) => new[] { "aws_glue_job", "aws_iot_thing", "aws_sfn_state_machine", "aws_sns_topic" }
        .First(t => Candidate.Rows(candidate.Key).All(r => r.Type?.Name != t && !r.TagPackages.Contains(EventCatalog.Load().Type(t)!.Package)));

    private static void Renamed(JsonObject record)
    {
        foreach (var part in (IEnumerable<string>)["requestParameters", "responseElements"])
        {
            record[part] = new JsonObject(Leaves(record[part]).Select((value, i) => KeyValuePair.Create($"margin{i}", value?.DeepClone())));
        }
    }

    private static IEnumerable<JsonNode?> Leaves(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(m => Leaves(m.Value)),
        JsonArray list => list.SelectMany(Leaves),
        _ => [node],
    };
}
