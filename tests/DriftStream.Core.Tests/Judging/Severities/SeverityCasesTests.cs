using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Matching;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Severities;

/// <summary>Every effect has a case of its name under <c>corpus/severity</c>: an event that has it, and one that comes near and has it not.</summary>
public sealed class SeverityCasesTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus", "severity");

    public static TheoryData<string> Effects => [.. SeverityEffects.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Effects))]
    public void An_effect_is_seen_where_it_is_and_not_where_it_is_not(string effect)
    {
        var told = Severities(CorpusCase.Read(Path.Combine(Folder, effect + ".json")));

        told.ShouldContain(t => t.Contains($" {effect} (", StringComparison.Ordinal));
        told.ShouldContain(t => !t.Contains($" {effect} (", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_case_is_named_after_an_effect() =>
        Directory.EnumerateFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)!).ShouldBeSubsetOf(SeverityEffects.All.Select(e => e.Name));

    private static List<string> Severities(CorpusCase corpusCase)
    {
        var catalog = EventCatalog.Load();
        var judge = new Judge(catalog, new JudgeSettings());
        var states = StateIndex.Build(catalog, corpusCase.States);
        var book = DeviationBook.Empty;
        var told = new List<string>();
        foreach (var change in corpusCase.Events)
        {
            var judgement = judge.Explain(change, states, book);
            book = judgement.Deviations;
            told.Add(string.Join('\n', judgement.Steps.Where(s => s.Name == "severity").Select(s => s.Text)));
        }

        return told;
    }
}
