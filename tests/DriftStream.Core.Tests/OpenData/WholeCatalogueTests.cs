using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Every row of the catalogue that is sure of what it says, tried with calls that are made up from the row alone. The shares can only rise.</summary>
/// <remarks>Misses are mostly calls with rules of their own (security groups, record sets, targets), whose real shape a row does not know; the corpus has those.</remarks>
public sealed class WholeCatalogueTests(ITestOutputHelper output)
{
    private static readonly Judge Judge = new(EventCatalog.Load(), new JudgeSettings());

    private static readonly List<(EventKey Key, EventRow Row)> Rows =
    [
        .. from key in EventCatalog.Load().Events
           from row in EventCatalog.Load().Find(key.Source, key.Operation)!
           where row is { Type: not null, IsInferred: false, Weight: >= 2 } && (row.Ids.Count > 0 || row.Outs.Count > 0 || row.IsSingleton)
           select (key, row),
    ];

    [Fact]
    public void A_call_is_found_on_the_resource_that_it_names()
    {
        var trials = Rows.Select(r => Tried(r.Key, r.Row, isSettled: r.Row.Effect == RowEffect.Create)).ToList();

        Share("resources found", trials, t => t.IsFound).ShouldBeGreaterThan(0.985);
    }

    [Fact]
    public void A_call_that_sets_other_values_shows_the_attributes()
    {
        var changing = Rows.Where(r => r.Row.Effect is RowEffect.Update or RowEffect.Put).Select(r => Tried(r.Key, r.Row, isSettled: false)).Where(t => t.Call.Changed.Count > 0).ToList();
        var reported = changing.Where(t => t.IsReported).ToList();
        var attributes = reported.SelectMany(t => t.Call.Changed.Select(a => t.Roots.Contains(a))).ToList();
        output.WriteLine($"{attributes.Count(a => a)} of {attributes.Count} attributes shown, {reported.Sum(t => t.Roots.Except(t.Call.Changed).Count())} more than the calls set");

        Share("calls with a changed attribute", changing, t => t.IsReported).ShouldBeGreaterThan(0.974);
        (1.0 * attributes.Count(a => a) / attributes.Count).ShouldBeGreaterThan(0.989);
    }

    [Fact]
    public void A_call_that_sets_what_the_state_holds_is_no_drift()
    {
        var settled = Rows.Select(r => Tried(r.Key, r.Row, isSettled: true)).ToList();

        Share("calls without a false alarm", settled, t => !t.IsDrift).ShouldBeGreaterThan(0.991);
    }

    private double Share(string what, List<Trial> trials, Func<Trial, bool> isGood)
    {
        var share = 1.0 * trials.Count(isGood) / trials.Count;
        output.WriteLine($"{what}: {trials.Count(isGood)} of {trials.Count}, {share:P1}");
        foreach (var misses in trials.Where(t => !isGood(t)).GroupBy(t => $"{t.Row.Effect}, {t.Findings[0].Verdict.Word()}").OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"  {misses.Count()} {misses.Key}: {string.Join(", ", misses.Select(m => m.Call.ToString()).Distinct().Take(40))}");
        }

        return share;
    }

    private static Trial Tried(EventKey key, EventRow row, bool isSettled)
    {
        var call = new SyntheticCall(key, row, isSettled);
        return new(row, call, Judge.Decide(call.Record, call.States, DeviationBook.Empty).Findings);
    }
}
