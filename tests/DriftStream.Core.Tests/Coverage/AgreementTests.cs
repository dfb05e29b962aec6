using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Coverage;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.Judging;
using DriftStream.Core.Tests.OpenData;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Coverage;

/// <summary>What coverage promises, held against what the judge does. The shares can only rise.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();
    private static readonly Dictionary<string, TypeCoverage> Types = EventsByType.Of(Catalog, Catalog.Types).Values.Select(e => TypeSurvey.Of(e).Coverage).ToDictionary(t => t.Name);

    [Fact]
    public void The_judge_shows_the_attributes_that_coverage_says_an_event_reveals()
    {
        var trials = (from key in Catalog.Events from row in Catalog.Find(key.Source, key.Operation)! where RowReveals.IsBelieved(row) && !IsSpecial(key, row.Type!) select Tried(key, row)).SelectMany(t => t).ToList();
        var share = 1.0 * trials.Count(t => t.IsKept) / trials.Count;

        output.WriteLine($"{trials.Count} promises of one event and one attribute by the catalogue; {trials.Count(t => t.IsKept)} are kept: {share:P2}");
        trials.Where(t => !t.IsKept).ToList().ForEach(t => output.WriteLine($"  {t.Promise}"));
        trials.Count.ShouldBeGreaterThan(4300);
        share.ShouldBeGreaterThan(0.998);
    }

    [Fact]
    public void Most_calls_with_rules_of_their_own_are_shown_by_the_corpus()
    {
        var shown = Corpus().Select(f => (f.Event, f.Type)).ToHashSet();
        var promised = (from call in SpecialCalls.All where call.Shown.Length > 0 from key in call.Keys from type in SpecialCall.Names(call.Types) where !type.StartsWith("aws_alb", StringComparison.Ordinal) select (key, type)).Distinct().ToList();
        var unproven = promised.Where(p => !shown.Contains(p)).ToList();

        output.WriteLine($"{promised.Count - unproven.Count} of {promised.Count} calls and types with a rule of their own have a case in the corpus; not: {string.Join(", ", unproven.Select(p => $"{p.key.Operation} on {p.type}"))}");
        (1.0 * unproven.Count / promised.Count).ShouldBeLessThan(0.5);
    }

    [Fact]
    public void What_the_corpus_expects_of_the_judge_is_what_coverage_says()
    {
        var facts = Corpus();
        var missing = facts.Where(f => !IsSaid(f)).ToList();

        output.WriteLine($"{facts.Count - missing.Count} of {facts.Count} facts of the corpus are in the coverage");
        missing.ForEach(f => output.WriteLine($"  {f}"));
        missing.ShouldBeEmpty();
    }

    private static IEnumerable<(string Promise, bool IsKept)> Tried(EventKey key, EventRow row)
    {
        var promised = Types[row.Type!.Name].Attributes.Values.Where(a => a.Reach == Reach.Events && a.Events.Contains(key)).Select(a => a.Name).ToHashSet();
        var candidate = new Candidate(key, row, row.Type);
        return from trial in PairTrial.Of(candidate).Where(t => PairExclusion.Of(t) is null).DistinctBy(t => AttributePath.Root(t.Attribute))
               let attribute = AttributePath.Root(trial.Attribute)
               where promised.Contains(attribute)
               let found = trial.Judged(SyntheticCall.Protocols(candidate).First(), CallForm.Plain, ValueIs.Another)
               select ($"{candidate}: {attribute}", found?.Changes.Any(c => AttributePath.Root(c.Path) == attribute) == true);
    }

    // The real shape of these calls is no row's, and made-up calls that answer an id are creations.
    private static bool IsSpecial(EventKey key, ResourceType type) =>
        SpecialCalls.All.Any(c => c.Keys.Contains(key) && SpecialCall.Names(c.Types).Contains(type.Name))
        || type.Name.EndsWith("_tag", StringComparison.Ordinal)
        || Catalog.Find(key.Source, key.Operation)!.Any(r => r.Type == type && r is { Effect: RowEffect.Create, Outs.Count: > 0 });

    private static List<Fact> Corpus()
    {
        var folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");
        return [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(CorpusCase.Read).SelectMany(Facts).Distinct()];
    }

    private static IEnumerable<Fact> Facts(CorpusCase corpusCase)
    {
        var operations = corpusCase.Events.ToLookup(e => e.Id, e => new EventKey(e.Source, e.Operation));
        return from finding in CorpusRun.Of(corpusCase, corpusCase.Events).Findings
               where finding.Verdict.IsShown() && finding.Resource is not null && finding.Verdict != Verdict.Attached
               from key in operations[finding.Event.Id].Take(1)
               from what in finding.Verdict switch
               {
                   Verdict.Deleted => [""],
                   Verdict.Unmanaged => ["+"],
                   _ => finding.Changes.Select(c => AttributePath.Root(c.Path)).Distinct(),
               }
               select new Fact(finding.Resource!.Type, what, key);
    }

    private static bool IsSaid(Fact fact)
    {
        if (!Types.TryGetValue(fact.Type, out var type))
        {
            return true;
        }

        return fact.Attribute switch
        {
            "" => type.Deleted.Contains(fact.Event),
            "+" => type.Created.Contains(fact.Event),
            var name => !type.Attributes.TryGetValue(name, out var attribute) || attribute.Events.Concat(attribute.AlsoHidden).Contains(fact.Event) || type.Created.Contains(fact.Event),
        };
    }

    private sealed record Fact(string Type, string Attribute, EventKey Event);
}
