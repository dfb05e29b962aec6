using DriftStream.Core.Judging;
using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>Writes the counts: by severity, by actor, by address, by everything else.</summary>
internal static class HtmlTotals
{
    private const int Listed = 15;
    private const int Brief = 8;

    /// <summary>Writes the big numbers.</summary>
    public static void WriteSeverities(HtmlWriter page, FindingTotals totals, IReadOnlyList<OpenDrift> open)
    {
        page.Line($"""<section class="kpis" aria-label="Findings by severity">""");
        foreach (var severity in Enum.GetValues<Severity>().OrderDescending())
        {
            var (tone, count) = (severity.Word(), totals.Of(severity.Word()));
            var left = open.Count(d => totals.SeverityOf(d.Id) == severity);
            var look = count == 0 ? $"{tone} zero" : left > 0 && severity == Severity.Critical ? $"{tone} hot" : tone;
            Number(page, look, tone, tone, count, left == 0 ? "" : $"{left:N0} open at the end");
        }

        var reverted = totals.Of(Tone.BroughtBack);
        Number(page, reverted == 0 ? "ok zero wide" : "ok wide", Tone.BroughtBack, "reverted", reverted, $"{ReplaySummary.Count(open.Count, "drift")} open at the end");
        page.Line($"</section>");
    }

    /// <summary>Writes who and where.</summary>
    public static void WriteMost(HtmlWriter page, FindingTotals totals, IReadOnlyList<OpenDrift> open)
    {
        page.Line($"""<div class="thirds">""");
        Table(page, ("who-h", "Who", "Actor"), totals.Actors, Listed, ("Findings", t => t.ByVerdict()));
        var left = open.GroupBy(d => FindingTotals.PlaceOf(d.Address, d.State)).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Table(page, ("most-h", "Most changed", "Address"), totals.Addresses, Listed, ("Open at the end", t => left.TryGetValue(t.Name, out var drifts) ? ReplaySummary.Count(drifts, "drift") : "none"));
        page.Line($"</div>");
    }

    /// <summary>Writes the smaller tables.</summary>
    public static void WriteRest(HtmlWriter page, FindingTotals totals)
    {
        page.Line($"""<div class="thirds">""");
        Table(page, ("what-h", "What", "Event"), totals.Events, Brief, ("Findings", t => t.ByVerdict()));
        Table(page, ("states-h", "States", "State"), totals.States, Brief, ("Findings", t => t.ByVerdict()));
        Table(page, ("accounts-h", "Accounts", "Account"), totals.Accounts, Brief, ("Findings", t => t.ByVerdict()));
        Table(page, ("regions-h", "Regions", "Region"), totals.Regions, Brief, ("Findings", t => t.ByVerdict()));
        page.Line($"</div>");
    }

    private static void Number(HtmlWriter page, string look, string tone, string name, long count, string note)
    {
        page.Write($"""<div class="{look}"><span class="sev {tone}"><svg class="glyph {tone}" aria-hidden="true"><use href="#g-{tone}" /></svg>{name}</span>""");
        page.Line($"""<span class="n">{count:N0}</span><small>{note}</small></div>""");
    }

    private static void Table(HtmlWriter page, (string Id, string Title, string Column) about, CappedTallies tallies, int rows, (string Column, Func<VerdictTally, string> Text) detail)
    {
        if (tallies.Count == 0)
        {
            return;
        }

        var most = tallies.Most(rows);
        page.Write($"""<section class="card" aria-labelledby="{about.Id}"><header><h2 id="{about.Id}">{about.Title}</h2></header><div class="scroll" tabindex="0" role="region" aria-label="{about.Title}, as a table"><table class="table">""");
        page.Line($"""<thead><tr><th scope="col">{about.Column}</th><th scope="col" class="num">Number</th><th scope="col">{detail.Column}</th></tr></thead><tbody>""");
        foreach (var tally in most)
        {
            page.Line($"""<tr><th scope="row"><bdi>{HtmlText.Cut(tally.Name, 300)}</bdi></th><td class="num">{tally.Total:N0}</td><td>{detail.Text(tally)}</td></tr>""");
        }

        page.Write($"</tbody></table></div>");
        if (tallies.Count > most.Count)
        {
            page.Write($"<footer>and {tallies.Count - most.Count:N0} more{Uncounted(tallies)}</footer>");
        }

        page.Line($"</section>");
    }

    private static string Uncounted(CappedTallies tallies) =>
        tallies.Uncounted == 0 ? "" : $"; names beyond the first {tallies.Count:N0} are not told apart, they have {tallies.Uncounted:N0} findings";
}
