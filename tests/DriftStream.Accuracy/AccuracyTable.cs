using System.Globalization;
using DriftStream.Core.Catalog;

namespace DriftStream.Accuracy;

/// <summary>The table of the README, and its place there.</summary>
internal static class AccuracyTable
{
    private const string Begin = "<!-- accuracy -->\n";
    private const string End = "<!-- /accuracy -->";

    /// <summary>The table with the words that belong to it.</summary>
    public static string Of(AccuracyReport report) => string.Join('\n',
    [
        $"| What | DriftStream | 95 % interval | {Peer.Name} | 95 % interval |",
        "| --- | ---: | ---: | ---: | ---: |",
        .. report.Figures.Select(Row),
        .. report.HasSharedData ? [$"| Kinds of events known | {Number(EventCatalog.Load().EventCount)} | | {Number(Peer.EventNames)} | |"] : (IEnumerable<string>)[],
        "",
        .. Notes(report),
    ]);

    /// <summary>One line of it.</summary>
    public static string Row(Figure figure) =>
        $"| {Upper(figure.What)} | {Count(figure.Ours)}{figure.Addition} | {Interval(figure.Ours)} | {(figure.Peers is { } peers ? Count(peers) : "")} | {(figure.Peers is { } same ? Interval(same) : "")} |";

    /// <summary>What stands between the marks in a text; null where the marks are missing.</summary>
    public static string? In(string text) => Place(text) is { } place ? text[place].Trim('\n') : null;

    /// <summary>The text with another table between its marks.</summary>
    public static string Put(string text, string table)
    {
        var place = Place(text) ?? throw new InvalidDataException("README.md has no <!-- accuracy --> and <!-- /accuracy --> for the table to stand between.");
        return $"{text[..place.Start]}\n{table}\n\n{text[place.End..]}";
    }

    /// <summary>A sentence's beginning.</summary>
    public static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Range? Place(string text)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(End, begin, StringComparison.Ordinal);
        return end < 0 ? null : (begin + Begin.Length)..end;
    }

    private static IEnumerable<string> Notes(AccuracyReport report)
    {
        if (report.HasSharedData)
        {
            yield return $"The first five lines are one real log, replayed against states of its scenarios that were rebuilt by hand, and labelled by hand: few labels, so the intervals are wide. The sets differ: ours is the open half of that log (1,448 records), {Peer.Name}'s the whole ({Number(Peer.Records)} records, {Peer.Changing} of them changing). Its figures are our count of its published rule and tables, which raise {Number(Peer.Precision.Of)} alerts there, {Number(Peer.OwnApplies.Hits)} of them for Terraform's own applies: 5 % precision and 38 % recall, from which the {Peer.Precision.Hits} right ones and the {Peer.Recall.Of} to be found follow. It publishes no accuracy itself; empty cells are not known.";
            yield return "";
            yield return $"The next five are public records and states of many owners, each record once. They were also used to find what was missing, so expect somewhat less of unseen ones; parameters of one call hang together, so that interval is too narrow. Not asked to be identified are the {report.Without.Count} test records in `tests/DriftStream.Accuracy/without-identifier.json`, which carry no identifier at all.";
            yield return "";
        }

        yield return $"The regression cases are written by us to keep what works; they are no independent measure. By family: {string.Join(", ", report.Regressions.Families.Select(f => $"{f.Name} {f.Share.Hits}/{f.Share.Of}"))}.";
    }

    private static string Count(Share share) => $"{Number(share.Hits)} of {Number(share.Of)}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Interval(Share share) => share.Hits == 0
        ? $"below {(Math.Ceiling(10_000 * share.UpperBoundOfNone) / 100).ToString("0.##", CultureInfo.InvariantCulture)} %"
        : $"{Percent(share.Interval.Low)}–{Percent(share.Interval.High)} %";

    private static string Percent(double share) => (100 * share).ToString(share is < 0.1 or > 0.9 and < 1 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
