using DriftStream.Core.Judging;

namespace DriftStream.Web.View;

/// <summary>Open drifts by severity, worst first, and what was resolved.</summary>
internal static class CountViews
{
    private static readonly Severity[] WorstFirst = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];

    public static IReadOnlyList<CountView> Of(DriftCounts counts) =>
    [
        .. WorstFirst.Select(severity => Open(severity, counts.Open.GetValueOrDefault(severity))),
        new("ok", "Resolved in 24 h", Shown.Number(counts.ResolvedLastDay), counts.ResolvedLastDay == 0 ? "none yet" : "back to what the state says", Hot: false),
    ];

    private static CountView Open(Severity severity, int number)
    {
        var word = severity.Word();
        return new(word, char.ToUpperInvariant(word[0]) + word[1..], Shown.Number(number), number == 0 ? "none open" : "open",
            Hot: severity == Severity.Critical && number > 0);
    }
}
