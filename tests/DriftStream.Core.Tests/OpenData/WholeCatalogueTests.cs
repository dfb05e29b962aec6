using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Every row of the catalogue that says for sure what it changes, tried with a call that is made up from the row alone.</summary>
public sealed class WholeCatalogueTests(ITestOutputHelper output)
{
    private static readonly Judge Judge = new(EventCatalog.Load(), new JudgeSettings());

    [Fact]
    public void Calls_made_from_the_catalogue_are_found_in_the_state_and_show_what_they_change()
    {
        var catalog = EventCatalog.Load();
        var trials = (
            from key in catalog.Events
            from row in catalog.Find(key.Source, key.Operation)!
            where row is { Type: not null, IsInferred: false, Weight: >= 2 } && (row.Ids.Count > 0 || row.Outs.Count > 0 || row.IsSingleton)
            select (Changing: Tried(key, row, row.Effect == RowEffect.Create), Settled: Tried(key, row, isSettled: true))).ToList();
        var settled = trials.Select(t => t.Settled).ToList();
        var all = trials.Select(t => t.Changing).ToList();

        var changing = all.Where(t => t.Row.Effect is RowEffect.Update or RowEffect.Put && t.Call.Changed.Count > 0).ToList();
        Tell("found", all, t => t.IsFound);
        Tell("changed attribute reported", changing, t => t.IsReported);
        Tell("quiet", settled, t => t.IsQuiet);
        var reported = changing.Where(t => t.IsReported).ToList();
        output.WriteLine($"attributes: {reported.Sum(t => t.Call.Changed.Count(t.Roots.Contains))} of {reported.Sum(t => t.Call.Changed.Count)}; unexpected {reported.Sum(t => t.Roots.Count(r => !t.Call.Changed.Contains(r)))}");
        foreach (var t in reported)
        {
            foreach (var r in t.Call.Changed.Where(c => !t.Roots.Contains(c))) { output.WriteLine($"   LOST {r} of {t.Call}"); }
            foreach (var r in t.Roots.Where(c => !t.Call.Changed.Contains(c))) { output.WriteLine($"   MORE {r} of {t.Call}"); }
        }
    }

    private void Tell(string what, List<Trial> trials, Func<Trial, bool> isGood)
    {
        output.WriteLine($"{what}: {trials.Count(isGood)} of {trials.Count}, {100.0 * trials.Count(isGood) / trials.Count:F1} %");
        foreach (var miss in trials.Where(t => !isGood(t)).GroupBy(t => $"{t.Row.Effect} {t.Findings[0].Verdict.Word()}").OrderByDescending(g => g.Count()).Take(12))
        {
            output.WriteLine($"  {miss.Count()} {miss.Key}");
            foreach (var one in miss.Take(60)) { output.WriteLine("     " + one.Call + " => " + one.Findings[0].Verdict + one.Findings[0].Resource?.Address + " " + one.Findings[0].Reason + string.Join(';', one.Findings[0].Changes.Select(c => c.Path))); }
        }
    }

    private static Trial Tried(EventKey key, EventRow row, bool isSettled)
    {
        var call = new SyntheticCall(key, row, isSettled);
        var findings = Judge.Decide(call.Record, call.States, DeviationBook.Empty).Findings;
        return new(row, call, findings);
    }

    private sealed record Trial(EventRow Row, SyntheticCall Call, IReadOnlyList<Finding> Findings)
    {
        public bool IsFound => Findings.Any(f => f.Resource?.Address == Call.Address);

        public bool IsQuiet => !Findings.Any(f => f.Resource?.Address == Call.Address && f.Verdict is Verdict.Drift);

        public HashSet<string> Roots => [.. Findings.Where(f => f.Resource?.Address == Call.Address).SelectMany(f => f.Changes).Select(c => AttributePath.Root(c.Path))];

        public bool IsReported => Findings.Any(f => f.Resource?.Address == Call.Address && f.Verdict is Verdict.Drift or Verdict.Touched && f.Changes.Count > 0);
    }
}
