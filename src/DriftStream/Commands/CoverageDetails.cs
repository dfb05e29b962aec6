using System.Text;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Coverage;

namespace DriftStream.Commands;

/// <summary>Each attribute of the resources that somebody asked about, with the events that reveal it.</summary>
internal static class CoverageDetails
{
    private const int MostAddresses = 10;
    private const int MostEvents = 4;
    private const int MostUnseen = 12;
    private const int LeastWidth = 12;

    public static void Append(StringBuilder text, CoverageReport report)
    {
        foreach (var group in report.Instances.GroupBy(i => (i.Type.Name, Profile(i))).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var instances = group.ToList();
            var more = instances.Count > MostAddresses ? $" and {instances.Count - MostAddresses} more" : "";
            text.Append('\n');
            TextLines.Append(text, string.Join(", ", instances.Take(MostAddresses).Select(i => i.Instance.Address)) + more, indent: 0);
            var width = instances[0].Attributes.Select(a => a.Name.Length).Append(LeastWidth).Max();
            AppendLife(text, instances[0], width);
            foreach (var attribute in instances[0].Attributes)
            {
                AppendAttribute(text, attribute, width);
            }
        }
    }

    // Resources of which the same can be said are shown together.
    private static string Profile(InstanceCoverage instance) => string.Join(',', instance.Attributes.Select(a => $"{a.Name}={a.Reach}{a.Cause}"));

    private static void AppendLife(StringBuilder text, InstanceCoverage instance, int width)
    {
        AppendEvents(text, width, "(new)", instance.Type.Created, "");
        AppendEvents(text, width, "(deleted)", instance.Unmatched is null ? instance.Type.Deleted : [], instance.Unmatched is null ? "" : Cause.NotIdentified.Sentence());
    }

    private static void AppendEvents(StringBuilder text, int width, string name, IReadOnlyList<EventKey> events, string why) =>
        AppendLine(text, width, name, (events.Count > 0 ? Reach.Events : Reach.Nothing).Word(), events.Count > 0 ? CoverageText.Names(events, MostEvents) : why);

    private static void AppendAttribute(StringBuilder text, AttributeCoverage attribute, int width)
    {
        List<string> notes =
        [
            CoverageText.Names(attribute.Events, MostEvents),
            attribute.Cause.Sentence(),
            attribute.AlsoHidden.Count > 0 ? $"without the value: {CoverageText.Names(attribute.AlsoHidden, MostEvents)}" : "",
            attribute.IsPartial ? $"not inside: {Unseen(attribute)}" : "",
        ];
        AppendLine(text, width, attribute.Name, attribute.Reach.Word(), string.Join("; ", notes.Where(n => n.Length > 0)));
    }

    private static string Unseen(AttributeCoverage attribute)
    {
        var names = attribute.Unseen.Select(p => p[(attribute.Name.Length + 1)..]).ToList();
        return string.Join(", ", names.Take(MostUnseen)) + (names.Count > MostUnseen ? $" and {names.Count - MostUnseen} more" : "");
    }

    private static void AppendLine(StringBuilder text, int width, string name, string reach, string note) =>
        TextLines.Append(text, $"{TerminalText.Clean(name).PadRight(width)}  {reach,-13}  {note}".TrimEnd(), indent: 2, further: width + 17);
}
