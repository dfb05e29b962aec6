using DriftStream.Core.Judging;
using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>One finding of the page, written as far as it can be before the end: only then is known whether its drift is still open.</summary>
/// <param name="Day">By the clock of the page.</param>
/// <param name="Start">Up to the attributes.</param>
/// <param name="Middle">Up to the badge.</param>
/// <param name="End">The rest.</param>
/// <param name="Drift">The drift that it is about; null for none, and for a revert.</param>
/// <param name="Verdict">What it is.</param>
internal sealed record ReportRow(DateOnly Day, HtmlFragment Start, HtmlFragment Middle, HtmlFragment End, string? Drift, Verdict Verdict);
