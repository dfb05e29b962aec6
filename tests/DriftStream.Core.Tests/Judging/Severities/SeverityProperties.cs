using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Severities;

/// <summary>What holds for all findings, whatever is said about severities.</summary>
public sealed class SeverityProperties
{
    private static readonly string Corpus = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");
    private static readonly CorpusCase[] Cases = [.. Directory.EnumerateFiles(Corpus, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(CorpusCase.Read)];

    private static readonly Gen<Change> AnyChange = Gen.OneOf(
        Gen.Elements<Change>(
            new("tags.team", Value.Null, Value.Of("ops")),
            new("kms_key_id", Value.Of("key/a"), Value.Null),
            new("publicly_accessible", Value.False, Value.True),
            new("size", Value.Of(1), Value.Of(2)),
            Change.Concealed("password")),
        from cidr in Gen.Elements("0.0.0.0/0", "10.0.0.0/8")
        from port in Gen.Elements(22, 80)
        from gone in Gen.Elements(true, false)
        let rule = Value.MapOf(("protocol", Value.Of("tcp")), ("from_port", Value.Of(port)), ("to_port", Value.Of(port)), ("cidr_blocks", Value.ListOf(Value.Of(cidr))), ("description", Value.Of("x")))
        select gone ? new Change("ingress", rule, Value.Null) : new Change("ingress", Value.Null, rule));

    [Fact]
    public void The_order_of_the_changes_does_not_matter() => Prop.ForAll(Arb.From(AnyChange.NonEmptyListOf()), changes =>
    {
        var turned = Enumerable.Reverse(changes).ToList();
        return Graded([.. changes]).Sentence() == Graded(turned).Sentence();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_change_makes_nothing_less_severe() => Prop.ForAll(Arb.From(AnyChange.NonEmptyListOf()), Arb.From(AnyChange.Where(c => c.Path != "ingress")), (changes, more) =>
        Graded([.. changes, more]).Severity >= Graded([.. changes]).Severity).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("info")]
    [InlineData("critical")]
    [InlineData("raise")]
    [InlineData("lower")]
    public void Other_severities_change_nothing_but_severities(string word)
    {
        var rules = new[] { new SeverityRule(SeverityChange.TryParse(word)!) };
        foreach (var corpusCase in Cases)
        {
            var (plain, adjusted) = (Judged(corpusCase, []), Judged(corpusCase, rules));

            adjusted.Select(WithoutSeverity).ShouldBe(plain.Select(WithoutSeverity));
            adjusted.Zip(plain).ShouldAllBe(pair => pair.First.Verdict != Verdict.Reverted && pair.First.Verdict.IsShown() || pair.First.Severity == Severity.Info);
        }
    }

    private static Grade Graded(IReadOnlyList<Change> changes) => new Grading([]).Of(changes, changes, new("shop", "aws_db_instance.x", "aws_db_instance"), Value.EmptyMap);

    private static string WithoutSeverity(Finding finding)
    {
        var json = JsonNode.Parse(FindingJson.ToJson(finding))!.AsObject();
        json.Remove("severity");
        return json.ToJsonString();
    }

    private static List<Finding> Judged(CorpusCase corpusCase, IReadOnlyList<SeverityRule> rules)
    {
        var catalog = EventCatalog.Load();
        var judge = new Judge(catalog, new JudgeSettings { Runners = corpusCase.Runners, Severities = rules });
        var states = StateIndex.Build(catalog, corpusCase.States);
        var book = DeviationBook.Empty;
        var findings = new List<Finding>();
        foreach (var change in corpusCase.Events.OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal))
        {
            var judgement = judge.Decide(change, states, book);
            findings.AddRange(judgement.Findings);
            book = judgement.Deviations;
        }

        return findings;
    }
}
