using DriftStream.Core.Judging;
using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>One page for people to read, send on and print. It is written at the end, for its numbers stand before its findings.</summary>
internal sealed class HtmlOutput(TextWriter output, FindingTotals totals, int mostRows = HtmlOutput.MostRows) : IFindingOutput
{
    /// <summary>How many findings a page shows; a browser filters as many at once.</summary>
    public const int MostRows = 5_000;

    private const long MostCharacters = 24 << 20;
    private readonly HtmlRow _row = new(totals.Zone);
    private readonly KeptRows _rows = new(mostRows, MostCharacters);

    /// <summary>To be set before <see cref="Complete"/>.</summary>
    public ReportEnd End { get; set; } = ReportEnd.Nothing;

    public void Write(Finding finding) => _rows.Offer(finding, _row.Of);

    public void Complete()
    {
        var page = new HtmlWriter(output);
        HtmlPage.Begin(page, Title());
        page.Line($"""<header class="head"><div class="grow"><h1>{Title()}</h1><p>{Period()}</p></div></header><div class="stack">""");
        HtmlTotals.WriteSeverities(page, totals, End.Open);
        HtmlTimeline.Write(page, totals);
        HtmlTotals.WriteMost(page, totals, End.Open);
        new HtmlFindings(_rows, totals.Zone, End.Open).Write(page);
        HtmlTotals.WriteRest(page, totals);
        WriteLines(page);
        page.Line($"</div>");
        HtmlPage.End(page);
    }

    private string Title() => $"Replay: {ReplaySummary.Count(totals.Count, "finding")}";

    private string Period() => totals is { First: { } first, Last: { } last }
        ? $"From {totals.Zone.Full(first)} to {totals.Zone.Full(last)}. Times are {totals.Zone.Name}."
        : "The cloud did nothing that these states do not hold, as far as these events tell.";

    private void WriteLines(HtmlWriter page)
    {
        if (End.Lines.Count == 0)
        {
            return;
        }

        page.Line($"""<section class="card" aria-labelledby="read-h"><header><h2 id="read-h">What was read and counted</h2></header><ul class="body plain-lines">""");
        foreach (var line in End.Lines)
        {
            page.Line($"<li><bdi>{line}</bdi></li>");
        }

        page.Line($"</ul></section>");
    }
}
