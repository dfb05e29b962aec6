using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Sinks;

/// <summary>News as JSON for programs: the contract's finding, and what the alert adds to it.</summary>
internal static class MachineText
{
    /// <summary>One object on one line.</summary>
    public static byte[] ToUtf8(News news)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("alert", news.Id);
            Write(writer, news);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, News news)
    {
        switch (news)
        {
            case DriftNews { Occasion: var occasion }:
                writer.WriteString("kind", KindOf(occasion));
                writer.WriteString("drift", occasion.Finding.Drift);
                writer.WriteString("status", occasion.Drift is null ? null : occasion.IsOver ? "resolved" : "open");
                writer.WriteNumber("stillOpen", occasion.StillOpen);
                writer.WriteString("note", occasion.Note);
                writer.WritePropertyName("finding");
                FindingJson.Write(writer, occasion.Finding);
                break;
            case NoticeNews { Notice: var notice }:
                writer.WriteString("kind", "notice");
                writer.WriteString("severity", notice.Severity.Word());
                writer.WriteString("headline", notice.Headline);
                writer.WriteString("text", notice.Text);
                break;
        }
    }

    private static string KindOf(AlertOccasion occasion) => occasion.IsResolve && !occasion.IsOver ? "partly-resolved" : occasion.Kind switch
    {
        AlertKind.Alert => "alert",
        AlertKind.Resolve => "resolved",
        _ => occasion.Kind.Word(),
    };
}
