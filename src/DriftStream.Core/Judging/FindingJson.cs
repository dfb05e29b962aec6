using System.Buffers;
using System.Text;
using System.Text.Json;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>The one JSON shape of a finding, for ndjson, REST, webhooks and the ledger alike. Property order is a promise.</summary>
public static class FindingJson
{
    private const int UsualLength = 1 << 12;
    private const int MostKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _output;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The finding as one line of compact JSON, without a line break.</summary>
    public static string ToJson(Finding finding) => Encoding.UTF8.GetString(Written(finding));

    /// <summary>The finding as compact JSON in UTF-8.</summary>
    public static byte[] ToUtf8(Finding finding) => Written(finding).ToArray();

    /// <summary>Writes the finding as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("verdict", finding.Verdict.Word());
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("drift", finding.Drift);
        writer.WritePropertyName("event");
        WriteEvent(writer, finding.Event);
        writer.WritePropertyName("actor");
        WriteActor(writer, finding.Actor);
        writer.WritePropertyName("resource");
        WriteResource(writer, finding.Resource);
        writer.WriteStartArray("changes");
        foreach (var change in finding.Changes)
        {
            WriteChange(writer, change);
        }

        writer.WriteEndArray();
        writer.WriteString("reason", finding.Reason);
        writer.WriteString("rule", finding.Rule);
        writer.WriteEndObject();
    }

    // Valid until the thread writes its next one.
    private static ReadOnlySpan<byte> Written(Finding finding)
    {
        var output = _output is { Capacity: <= MostKept } known ? known : _output = new(UsualLength);
        output.ResetWrittenCount();
        _writer ??= new(output, ValueWriter.Options);
        _writer.Reset(output);
        Write(_writer, finding);
        _writer.Flush();
        return output.WrittenSpan;
    }

    private static void WriteEvent(Utf8JsonWriter writer, EventSummary summary)
    {
        writer.WriteStartObject();
        writer.WriteString("id", summary.Id);
        writer.WriteString("time", Time(summary.Time));
        writer.WriteString("source", summary.Source);
        writer.WriteString("name", summary.Name);
        writer.WriteString("account", summary.Account);
        writer.WriteString("region", summary.Region);
        writer.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static void WriteActor(Utf8JsonWriter writer, Actor actor)
    {
        writer.WriteStartObject();
        writer.WriteString("name", actor.Name);
        writer.WriteString("kind", actor.Kind.Word());
        writer.WriteString("via", actor.Via.Word());
        writer.WriteString("type", actor.Type);
        writer.WriteString("arn", actor.Arn);
        writer.WriteString("account", actor.Account);
        writer.WriteString("role", actor.Role);
        writer.WriteString("sourceIp", actor.SourceIp);
        writer.WriteString("userAgent", actor.UserAgent);
        if (actor.Mfa is { } mfa)
        {
            writer.WriteBoolean("mfa", mfa);
        }
        else
        {
            writer.WriteNull("mfa");
        }

        writer.WriteString("confidence", actor.Confidence.Word());
        writer.WriteStartArray("chain");
        foreach (var link in actor.Chain)
        {
            WriteLink(writer, link);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("job");
        WriteJob(writer, actor.Job);
        writer.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter writer, ActorLink link)
    {
        writer.WriteStartObject();
        writer.WriteString("name", link.Name);
        writer.WriteString("kind", link.Kind.Word());
        writer.WriteString("how", link.How);
        writer.WriteString("event", link.Event);
        writer.WriteString("confidence", link.Confidence.Word());
        writer.WriteString("time", Time(link.Time));
        writer.WriteString("type", link.Type);
        writer.WriteString("account", link.Account);
        writer.WriteString("opened", link.Opened);
        writer.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter writer, CiJob? job)
    {
        if (job is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("system", job.System);
        writer.WriteString("repository", job.Repository);
        writer.WriteString("ref", job.Ref);
        writer.WriteString("workflow", job.Workflow);
        writer.WriteString("environment", job.Environment);
        writer.WriteString("step", job.Step);
        writer.WriteString("commit", job.Commit);
        writer.WriteString("run", job.Run);
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, ResourceRef? resource)
    {
        if (resource is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("address", resource.Address);
        writer.WriteString("type", resource.Type);
        writer.WriteString("id", resource.Id);
        writer.WriteString("state", resource.State);
        writer.WriteString("parent", resource.Parent);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("path", change.Path);
        writer.WritePropertyName("before");
        ValueWriter.Write(writer, change.Hidden ? Value.Null : change.Before);
        writer.WritePropertyName("after");
        ValueWriter.Write(writer, change.Hidden ? Value.Null : change.After);
        if (change.Hidden)
        {
            writer.WriteBoolean("hidden", true);
        }

        writer.WriteEndObject();
    }
}
