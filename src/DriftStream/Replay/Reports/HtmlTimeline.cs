using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>Draws findings over time: columns by severity, and the same numbers as a table for those who cannot see them.</summary>
internal static class HtmlTimeline
{
    private const int Height = 132;
    private const int Base = Height - 22;
    private const int Top = 14;

    /// <summary>Draws it; nothing where there are no findings.</summary>
    public static void Write(HtmlWriter page, FindingTotals totals)
    {
        var timeline = totals.Timeline;
        if (timeline.Span == 0)
        {
            return;
        }

        page.Write($"""<section class="card" aria-labelledby="time-h"><header><h2 id="time-h">Findings over time</h2><span class="legend">""");
        foreach (var tone in Tone.All.Where(t => totals.Of(t) > 0))
        {
            page.Write($"""<span class="{tone}"><i></i>{Tone.Name(tone)}</span>""");
        }

        page.Write($"""</span></header><div class="body">""");
        Draw(page, timeline);
        Table(page, timeline, totals.Zone);
        page.Line($"</div></section>");
    }

    private static void Draw(HtmlWriter page, Timeline timeline)
    {
        var most = timeline.Columns.Max(c => c.Total);
        var peak = timeline.Columns.First(c => c.Total == most);
        var format = Format(timeline.Width);
        var end = (int)timeline.Span - 1;
        page.Write($"""<svg class="chart" height="{Height}" role="img" aria-label="Each column stands for {Words(timeline.Width)}. The highest has {most:N0} and begins {timeline.BeginningAt(timeline.PlaceOf(peak)).ToString(format)}.">""");
        page.Line($"""<line class="grid" x1="0" x2="100%" y1="{Top}" y2="{Top}" /><text x="0" y="{Top - 4}">{most:N0}</text><line class="grid" x1="0" x2="100%" y1="{Base}" y2="{Base}" />""");
        foreach (var column in timeline.Columns)
        {
            Column(page, timeline, column, most, format);
        }

        page.Write($"""<text x="0" y="{Height - 6}">{timeline.BeginningAt(0).ToString(format)}</text>""");
        if (end > 0)
        {
            page.Write($"""<text x="100%" y="{Height - 6}" text-anchor="end">{timeline.BeginningAt(end).ToString(format)}</text>""");
        }

        page.Line($"</svg>");
    }

    private static void Column(HtmlWriter page, Timeline timeline, TimelineColumn column, long most, string format)
    {
        var step = 100.0 / Math.Max(12, timeline.Span);
        var (x, width, y) = (Percent(timeline.PlaceOf(column) * step), Percent(step * .8), (double)Base);
        page.Write($"<g><title>{timeline.BeginningAt(timeline.PlaceOf(column)).ToString(format)}: {Numbers(column)}</title>");
        foreach (var tone in Tone.All.Reverse().Where(t => column.Of(t) > 0))
        {
            var height = Math.Max(1.5, (Base - Top) * (double)column.Of(tone) / most);
            y -= height;
            page.Write($"""<rect class="band {tone}" x="{x}" width="{width}" y="{y.ToString("0.#")}" height="{height.ToString("0.#")}" />""");
        }

        page.Line($"</g>");
    }

    private static void Table(HtmlWriter page, Timeline timeline, ShownZone zone)
    {
        page.Line($"""<details class="fold"><summary><svg class="i s" aria-hidden="true"><use href="#i-next" /></svg>The same as numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Findings over time, as numbers"><table class="table"><thead><tr><th scope="col">From, {zone.Name}</th><th scope="col" class="num">Findings</th><th scope="col">By severity</th></tr></thead><tbody>""");
        foreach (var column in timeline.Columns)
        {
            page.Line($"""<tr><th scope="row">{timeline.BeginningAt(timeline.PlaceOf(column)).ToString("yyyy-MM-dd HH:mm")}</th><td class="num">{column.Total:N0}</td><td>{Numbers(column)}</td></tr>""");
        }

        page.Write($"</tbody></table></div></details>");
    }

    private static string Numbers(TimelineColumn column) => string.Join(", ", Tone.All.Where(t => column.Of(t) > 0).Select(t => $"{Tone.Name(t)} {column.Of(t):N0}"));

    private static string Percent(double share) => $"{share:0.###}%";

    private static string Format(TimeSpan width) => width < TimeSpan.FromDays(1) ? "d MMM yyyy HH:mm" : "d MMM yyyy";

    private static string Words(TimeSpan width) => width switch
    {
        { TotalMinutes: 1 } => "a minute",
        { TotalHours: < 1 } => $"{width.TotalMinutes} minutes",
        { TotalHours: 1 } => "an hour",
        { TotalDays: < 1 } => $"{width.TotalHours} hours",
        { TotalDays: 1 } => "a day",
        { TotalDays: 7 } => "a week",
        _ => $"{width.TotalDays / 7:0} weeks",
    };
}
