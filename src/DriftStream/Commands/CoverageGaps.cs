using System.Text;
using DriftStream.Core.Coverage;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>What stays in the dark: attributes, deletions, creations, resources.</summary>
internal static class CoverageGaps
{
    private const int MostNamed = 20;

    /// <summary>The attributes that no event reveals and that can drift, by type.</summary>
    public static void AppendAttributes(StringBuilder text, CoverageReport report)
    {
        var dark =
            from instance in report.Instances
            from attribute in instance.Attributes
            where attribute.Reach is Reach.Scan or Reach.Nothing && attribute.Cause != Cause.TerraformOnly
            group attribute by instance.Type.Name into ofType
            orderby ofType.Key
            select (ofType.Key, Scan: Names(ofType, Reach.Scan), Nothing: Names(ofType, Reach.Nothing));
        var lines = dark.ToList();
        if (lines.Count == 0)
        {
            return;
        }

        text.Append("\nNo event reveals\n");
        foreach (var (type, scan, nothing) in lines)
        {
            var parts = ((string What, string Names)[])[("only a scan", scan), ("nothing known", nothing)];
            TextLines.Append(text, $"{type}: {string.Join("; ", parts.Where(p => p.Names.Length > 0).Select(p => $"{p.Names} ({p.What})"))}", indent: 2);
        }
    }

    /// <summary>Types and resources of which events cannot tell that they come, go or change.</summary>
    public static void AppendResources(StringBuilder text, CoverageReport report)
    {
        Append(text, "Types that the catalogue does not know: nothing can be said of them", report.Types.Where(t => !t.IsKnown).Select(t => t.Name));
        Append(text, "No event concerns these types", report.Types.Where(t => t.IsKnown && t.IsSilent).Select(t => t.Name));
        Append(text, "No event tells of a deletion of", report.Types.Where(t => t.IsKnown && !t.IsSilent && t.Deleted.Count == 0).Select(t => t.Name));
        Append(text, "No event tells of a new one of", report.Types.Where(t => t.IsKnown && !t.IsSilent && t.Created.Count == 0).Select(t => t.Name));
        AppendUnmatched(text, report);
        var strangers = report.Instances.SelectMany(i => i.Strangers.Select(s => $"{i.Type.Name}.{s}")).Distinct().Order(StringComparer.Ordinal).ToList();
        if (strangers.Count > 0)
        {
            text.Append('\n');
            TextLines.Append(text, $"Written by another version of the provider than the catalogue knows, and not counted: {string.Join(", ", strangers.Take(MostNamed))}{(strangers.Count > MostNamed ? $" and {strangers.Count - MostNamed} more" : "")}", indent: 0);
        }
    }

    private static string Names(IEnumerable<AttributeCoverage> attributes, Reach reach) =>
        string.Join(", ", attributes.Where(a => a.Reach == reach).Select(a => a.Name).Distinct().Order(StringComparer.Ordinal));

    private static void Append(StringBuilder text, string title, IEnumerable<string> types)
    {
        var names = types.ToList();
        if (names.Count > 0)
        {
            text.Append('\n');
            TextLines.Append(text, $"{title}: {string.Join(", ", names)}", indent: 0);
        }
    }

    // A hundred instances of one resource are one line.
    private static void AppendUnmatched(StringBuilder text, CoverageReport report)
    {
        var groups = report.Instances.Where(i => i.Unmatched is not null).GroupBy(i => (i.Type.Name, i.Instance.State, i.Unmatched)).ToList();
        if (groups.Count > 0)
        {
            text.Append("\nNo event can be matched with\n");
        }

        foreach (var group in groups)
        {
            var more = group.Count() > 1 ? $" and {ReplaySummary.Count(group.Count() - 1, "other")} of its type" : "";
            TextLines.Append(text, $"{group.First().Instance.Address}{more} in {group.Key.State}: {group.Key.Unmatched}", indent: 2);
        }
    }
}
