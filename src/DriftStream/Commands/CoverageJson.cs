using System.Text;
using System.Text.Json;
using DriftStream.Core.Catalog;
using DriftStream.Core.Coverage;
using DriftStream.Core.Values;

namespace DriftStream.Commands;

/// <summary>The coverage for programs; <c>docs/coverage.md</c> says what its members mean.</summary>
internal static class CoverageJson
{
    public static string Of(CoverageShown shown)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            WriteSummary(writer, shown);
            WriteEach(writer, "types", shown.Report.Types, (type, w) => WriteType(w, type, shown.Report));
            WriteEach(writer, "resources", shown.Report.Instances, (instance, w) => WriteResource(w, instance));
            WriteFeeds(writer, shown.Report);
            WriteNotJudged(writer, shown);
            WriteUnknown(writer, shown.Unknown);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSummary(Utf8JsonWriter writer, CoverageShown shown)
    {
        var attributes = shown.Report.Instances.SelectMany(i => i.Attributes).ToList();
        writer.WriteStartObject("summary");
        writer.WriteNumber("states", shown.States.Count);
        writer.WriteNumber("resources", shown.Report.Instances.Count);
        writer.WriteNumber("types", shown.Report.Types.Count);
        writer.WriteNumber("attributes", attributes.Count);
        WriteCounts(writer, shown.Report.Counts);
        writer.WriteNumber("terraformOnly", attributes.Count(a => a.Cause == Cause.TerraformOnly));
        writer.WriteNumber("partial", attributes.Count(a => a.IsPartial));
        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, TypeCoverage type, CoverageReport report)
    {
        writer.WriteString("type", type.Name);
        var instances = report.Instances.Where(i => i.Type.Name == type.Name).ToList();
        writer.WriteNumber("resources", instances.Count);
        writer.WriteBoolean("known", type.IsKnown);
        WriteCounts(writer, CoverageReport.Count(instances));
        WriteEvents(writer, "created", type.Created);
        WriteEvents(writer, "deleted", type.Deleted);
        writer.WriteString("homeRegion", type.HomeRegion);
        WriteEach(writer, "attributes", type.Attributes.Values, (attribute, w) => WriteAttribute(w, attribute));
    }

    private static void WriteAttribute(Utf8JsonWriter writer, AttributeCoverage attribute)
    {
        writer.WriteString("name", attribute.Name);
        writer.WriteString("reach", attribute.Reach.Word());
        writer.WriteString("cause", attribute.Cause.Word());
        WriteEvents(writer, "events", attribute.Events);
        WriteEvents(writer, "alsoHidden", attribute.AlsoHidden);
        writer.WriteNumber("settings", attribute.Settings);
        WriteTexts(writer, "unseen", attribute.Unseen);
    }

    private static void WriteResource(Utf8JsonWriter writer, InstanceCoverage instance)
    {
        writer.WriteString("address", instance.Instance.Address);
        writer.WriteString("type", instance.Instance.Type);
        writer.WriteString("state", instance.Instance.State);
        WriteCounts(writer, CoverageReport.Count([instance]));
        writer.WriteStartObject("attributes");
        foreach (var attribute in instance.Attributes)
        {
            writer.WriteString(attribute.Name, attribute.Reach.Word());
        }

        writer.WriteEndObject();
        WriteTexts(writer, "unknownAttributes", instance.Strangers);
        writer.WriteString("unmatched", instance.Unmatched);
        writer.WriteString("account", instance.Account);
        writer.WriteString("feedRegion", instance.FeedRegion);
    }

    private static void WriteFeeds(Utf8JsonWriter writer, CoverageReport report) =>
        WriteEach(writer, "feeds", Feed.Of(report), (feed, w) =>
        {
            w.WriteString("account", feed.Account);
            w.WriteString("region", feed.Region);
            w.WriteNumber("resources", feed.Resources);
            WriteTexts(w, "homeTypes", feed.HomeTypes);
        });

    private static void WriteNotJudged(Utf8JsonWriter writer, CoverageShown shown)
    {
        writer.WriteStartObject("notJudged");
        writer.WriteStartObject("otherProviders");
        foreach (var (provider, count) in OtherProviders(shown))
        {
            writer.WriteNumber(provider, count);
        }

        writer.WriteEndObject();
        writer.WriteNumber("dataSources", shown.States.Sum(s => s.DataInstances));
        writer.WriteNumber("deposed", shown.Report.Deposed);
        writer.WriteEndObject();
    }

    /// <summary>How many resources there are of each other provider, in all states.</summary>
    public static IEnumerable<KeyValuePair<string, int>> OtherProviders(CoverageShown shown) =>
        shown.States.SelectMany(s => s.OtherProviders).GroupBy(p => p.Key, p => p.Value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, g.Sum()));

    private static void WriteUnknown(Utf8JsonWriter writer, UnknownEvents unknown)
    {
        if (unknown.Met is null)
        {
            writer.WriteNull("unknownEvents");
        }
        else
        {
            WriteEach(writer, "unknownEvents", unknown.Met, (met, w) =>
            {
                w.WriteString("source", met.Source);
                w.WriteString("name", met.Name);
                w.WriteNumber("count", met.Count);
                w.WriteString("last", met.Last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
            });
        }

        writer.WriteString("ledgerProblem", unknown.Problem);
    }

    private static void WriteCounts(Utf8JsonWriter writer, IReadOnlyDictionary<Reach, int> counts)
    {
        writer.WriteStartObject("reach");
        foreach (var reach in ReachWords.All)
        {
            writer.WriteNumber(reach.Word(), counts[reach]);
        }

        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, string name, IEnumerable<EventKey> events) => WriteTexts(writer, name, events.Select(e => $"{e.Source[..e.Source.IndexOf('.', StringComparison.Ordinal)]}:{e.Operation}"));

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteEach<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T, Utf8JsonWriter> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item, writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
