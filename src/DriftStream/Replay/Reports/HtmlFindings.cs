using DriftStream.Core.Judging;
using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>Writes the findings, day by day, and the filters over them.</summary>
internal sealed class HtmlFindings(KeptRows rows, ShownZone zone, IReadOnlyList<OpenDrift> open)
{
    private static readonly (string Name, string Label, string Order)[] Selects =
    [
        ("severity", "Severity", string.Join(' ', Enum.GetValues<Severity>().OrderDescending().Select(s => s.Word()))),
        ("verdict", "Verdict", string.Join(' ', Enum.GetValues<Verdict>().Select(v => v.Word()))),
        ("actor", "Actor", ""), ("state", "State", ""), ("type", "Type", ""), ("account", "Account", ""), ("region", "Region", ""),
    ];

    private readonly HashSet<string> _open = [.. open.Select(d => d.Id)];

    /// <summary>Writes them.</summary>
    public void Write(HtmlWriter page)
    {
        page.Line($"""<section class="card" aria-labelledby="findings-h"><header><h2 id="findings-h">Findings</h2><p id="told" role="status">{rows.Count:N0} shown</p></header>""");
        if (rows.Count < rows.Offered)
        {
            page.Line($"""<div class="body"><p class="notice warn"><svg class="i" aria-hidden="true"><use href="#i-warn" /></svg><span>This page shows {rows.Count:N0} of {rows.Offered:N0} findings: the most severe ones, and of equals the earliest. The numbers above are of all; ndjson and csv have every finding.</span></p></div>""");
        }

        if (rows.Count == 0)
        {
            page.Line($"""<p class="empty"><b>Nothing was found.</b></p></section>""");
            return;
        }

        Filters(page);
        page.Line($"""<ol id="findings" class="stream">""");
        DateOnly? day = null;
        foreach (var row in rows.InOrder)
        {
            if (day != row.Day)
            {
                day = row.Day;
                page.Line($"""<li class="when">{row.Day.ToString("dddd d MMMM yyyy")}, {zone.Name}</li>""");
            }

            Row(page, row);
        }

        page.Line($"""</ol><p id="none" class="empty" hidden><b>No finding fits these filters.</b></p></section>""");
    }

    private static void Filters(HtmlWriter page)
    {
        page.Line($"""<form class="filters" data-filters="findings" aria-label="Filter the findings" hidden>""");
        page.Line($"""<label class="field text"><span>Text</span><input class="in" type="search" autocomplete="off"></label>""");
        foreach (var (name, label, order) in Selects)
        {
            page.Line($"""<label class="field"><span>{label}</span><select class="in" name="{name}" data-order="{order}"><option value="">any</option></select></label>""");
        }

        page.Line($"""<label class="pick"><input type="checkbox">Only what is open at the end</label><button class="btn" type="reset">Clear</button></form>""");
    }

    private void Row(HtmlWriter page, ReportRow row)
    {
        var isOpen = row.Drift is { } drift && _open.Contains(drift);
        page.Write($"{row.Start}");
        if (isOpen)
        {
            page.Write($"data-open");
        }

        page.Write($"{row.Middle}");
        Badge(page, row, isOpen);
        page.Write($"{row.End}");
    }

    private static void Badge(HtmlWriter page, ReportRow row, bool isOpen)
    {
        page.Write($"""<div class="end">""");
        if (isOpen)
        {
            page.Write($"""<span class="badge"><svg class="i" aria-hidden="true"><use href="#i-clock" /></svg>Open: {row.Verdict.Word()}</span>""");
        }
        else if (row.Verdict == Verdict.Reverted || row.Drift is not null)
        {
            var word = row.Verdict == Verdict.Reverted ? "Reverted" : $"Ended: {row.Verdict.Word()}";
            page.Write($"""<span class="badge ok"><svg class="i" aria-hidden="true"><use href="#i-check" /></svg>{word}</span>""");
        }
        else
        {
            page.Write($"""<span class="badge plain">{row.Verdict.Word()}</span>""");
        }

        page.Write($"</div>");
    }
}
