using System.Text;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Coverage;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>The coverage for people, at most 100 columns wide where names allow it.</summary>
internal static class CoverageText
{
    private const int NameWidth = 52;

    public static string Of(CoverageShown shown)
    {
        var text = new StringBuilder();
        AppendSummary(text, shown);
        AppendTypes(text, shown.Report);
        if (shown.IsDetailed)
        {
            CoverageDetails.Append(text, shown.Report);
        }
        else
        {
            CoverageGaps.AppendAttributes(text, shown.Report);
        }

        CoverageGaps.AppendResources(text, shown.Report);
        AppendFeeds(text, shown.Report);
        AppendRest(text, shown);
        AppendUnknown(text, shown.Unknown);
        return text.ToString();
    }

    private static void AppendSummary(StringBuilder text, CoverageShown shown)
    {
        var report = shown.Report;
        var all = report.Instances.Sum(i => i.Attributes.Count);
        text.Append($"{ReplaySummary.Count(report.Instances.Count, "resource")} of {ReplaySummary.Count(report.Types.Count, "type")} in {ReplaySummary.Count(shown.States.Count, "state")}, with {ReplaySummary.Count(all, "attribute")} that can be configured.\n\n");
        foreach (var reach in ReachWords.All)
        {
            var count = report.Counts[reach];
            text.Append($"  {reach.Word(),-13} {count,6} {Share(count, all),5}  {Meaning(reach, report)}\n");
        }

        var partial = report.Instances.SelectMany(i => i.Attributes).Count(a => a.IsPartial);
        if (partial > 0)
        {
            text.Append($"\nEvents reveal only a part of {ReplaySummary.Count(partial, "block")}; --type and --address tell which settings they leave out.\n");
        }
    }

    private static string Meaning(Reach reach, CoverageReport report) => reach switch
    {
        Reach.Events => "an event carries the new value: drift within a second",
        Reach.Hidden => "an event tells of the change, not of the value: touched",
        Reach.Replacement => "changes only with another object in its place",
        Reach.Scan => "no event tells; whoever reads AWS again sees it",
        _ => $"neither; {report.Instances.SelectMany(i => i.Attributes).Count(a => a.Cause == Cause.TerraformOnly)} in Terraform only, where nothing can drift",
    };

    private static string Share(int count, int all) => all == 0 ? "" : $"{100.0 * count / all:0} %";

    private static void AppendTypes(StringBuilder text, CoverageReport report)
    {
        text.Append($"\n{"By type",-NameWidth}  {"res.",5} {"events",6} {"hidden",6} {"repl.",6} {"scan",6} {"nothing",7}\n");
        var ofType = report.Instances.ToLookup(i => i.Type.Name);
        foreach (var type in report.Types)
        {
            var counts = CoverageReport.Count(ofType[type.Name]);
            text.Append($"  {TerminalText.Clean(type.Name).PadRight(NameWidth - 2)}  {ofType[type.Name].Count(),5} {counts[Reach.Events],6} {counts[Reach.Hidden],6} {counts[Reach.Replacement],6} {counts[Reach.Scan],6} {counts[Reach.Nothing],7}\n");
        }
    }

    private static void AppendFeeds(StringBuilder text, CoverageReport report)
    {
        text.Append("\nFeeds that these resources need\n");
        foreach (var feed in Feed.Of(report))
        {
            var home = feed.HomeTypes.Count > 0 ? $"; AWS records only there: {string.Join(", ", feed.HomeTypes)}" : "";
            TextLines.Append(text, $"{feed.Region ?? "a region that the state does not tell"}, {(feed.Account is null ? "an account that the state does not tell" : $"account {feed.Account}")}: {ReplaySummary.Count(feed.Resources, "resource")}{home}", indent: 2);
        }
    }

    private static void AppendRest(StringBuilder text, CoverageShown shown)
    {
        var others = CoverageJson.OtherProviders(shown).ToList();
        var data = shown.States.Sum(s => s.DataInstances);
        List<string> lines =
        [
            .. others.Count > 0 ? [$"{ReplaySummary.Count(others.Sum(o => o.Value), "resource")} of other providers: {string.Join(", ", others.Select(o => $"{o.Key} {o.Value}"))}"] : Array.Empty<string>(),
            .. data > 0 ? [$"{ReplaySummary.Count(data, "data source")}: they only read"] : Array.Empty<string>(),
            .. shown.Report.Deposed > 0 ? [$"{ReplaySummary.Count(shown.Report.Deposed, "deposed object")}: Terraform is about to delete them"] : Array.Empty<string>(),
        ];
        if (lines.Count > 0)
        {
            text.Append("\nNot judged and not counted\n");
            lines.ForEach(l => TextLines.Append(text, l, indent: 2));
        }
    }

    private static void AppendUnknown(StringBuilder text, UnknownEvents unknown)
    {
        if (unknown.Met is null)
        {
            text.Append($"\nWhich unknown events the service has met cannot be said\n  {TerminalText.Clean(unknown.Problem ?? "")}\n");
            return;
        }

        text.Append(unknown.Met.Count == 0 ? "\nThe service has met no event whose effect is not known.\n" : "\nEvents that the service has met and whose effect is not known\n");
        foreach (var met in unknown.Met)
        {
            text.Append($"  {met.Count,6}  {TerminalText.Clean($"{met.Name} ({met.Source})"),-60}  last {met.Last.UtcDateTime:yyyy-MM-dd HH:mm}Z\n");
        }
    }

    /// <summary>Events by their names, their source said once where it is the same.</summary>
    public static string Names(IReadOnlyList<EventKey> events, int most)
    {
        var named = string.Join(", ", events.Take(most).Select(e => e.Operation));
        return events.Count > most ? $"{named} and {events.Count - most} more" : named;
    }
}
