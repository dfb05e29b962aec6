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

    // Encoded once: every finding has all of them.
    private static readonly JsonEncodedText OfVerdict = JsonEncodedText.Encode("verdict");
    private static readonly JsonEncodedText OfSeverity = JsonEncodedText.Encode("severity");
    private static readonly JsonEncodedText OfDrift = JsonEncodedText.Encode("drift");
    private static readonly JsonEncodedText OfEvent = JsonEncodedText.Encode("event");
    private static readonly JsonEncodedText OfActor = JsonEncodedText.Encode("actor");
    private static readonly JsonEncodedText OfResource = JsonEncodedText.Encode("resource");
    private static readonly JsonEncodedText OfChanges = JsonEncodedText.Encode("changes");
    private static readonly JsonEncodedText OfReason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText OfRule = JsonEncodedText.Encode("rule");
    private static readonly JsonEncodedText OfId = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText OfTime = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText OfSource = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText OfName = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText OfAccount = JsonEncodedText.Encode("account");
    private static readonly JsonEncodedText OfRegion = JsonEncodedText.Encode("region");
    private static readonly JsonEncodedText OfKind = JsonEncodedText.Encode("kind");
    private static readonly JsonEncodedText OfVia = JsonEncodedText.Encode("via");
    private static readonly JsonEncodedText OfType = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText OfArn = JsonEncodedText.Encode("arn");
    private static readonly JsonEncodedText OfRole = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText OfSourceIp = JsonEncodedText.Encode("sourceIp");
    private static readonly JsonEncodedText OfUserAgent = JsonEncodedText.Encode("userAgent");
    private static readonly JsonEncodedText OfMfa = JsonEncodedText.Encode("mfa");
    private static readonly JsonEncodedText OfConfidence = JsonEncodedText.Encode("confidence");
    private static readonly JsonEncodedText OfChain = JsonEncodedText.Encode("chain");
    private static readonly JsonEncodedText OfJob = JsonEncodedText.Encode("job");
    private static readonly JsonEncodedText OfHow = JsonEncodedText.Encode("how");
    private static readonly JsonEncodedText OfOpened = JsonEncodedText.Encode("opened");
    private static readonly JsonEncodedText OfSystem = JsonEncodedText.Encode("system");
    private static readonly JsonEncodedText OfRepository = JsonEncodedText.Encode("repository");
    private static readonly JsonEncodedText OfRef = JsonEncodedText.Encode("ref");
    private static readonly JsonEncodedText OfWorkflow = JsonEncodedText.Encode("workflow");
    private static readonly JsonEncodedText OfEnvironment = JsonEncodedText.Encode("environment");
    private static readonly JsonEncodedText OfStep = JsonEncodedText.Encode("step");
    private static readonly JsonEncodedText OfCommit = JsonEncodedText.Encode("commit");
    private static readonly JsonEncodedText OfRun = JsonEncodedText.Encode("run");
    private static readonly JsonEncodedText OfAddress = JsonEncodedText.Encode("address");
    private static readonly JsonEncodedText OfState = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText OfParent = JsonEncodedText.Encode("parent");
    private static readonly JsonEncodedText OfPath = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText OfBefore = JsonEncodedText.Encode("before");
    private static readonly JsonEncodedText OfAfter = JsonEncodedText.Encode("after");
    private static readonly JsonEncodedText OfHidden = JsonEncodedText.Encode("hidden");

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
        writer.WriteString(OfVerdict, finding.Verdict.Word());
        writer.WriteString(OfSeverity, finding.Severity.Word());
        writer.WriteString(OfDrift, finding.Drift);
        writer.WritePropertyName(OfEvent);
        WriteEvent(writer, finding.Event);
        writer.WritePropertyName(OfActor);
        WriteActor(writer, finding.Actor);
        writer.WritePropertyName(OfResource);
        WriteResource(writer, finding.Resource);
        writer.WriteStartArray(OfChanges);
        foreach (var change in finding.Changes)
        {
            WriteChange(writer, change);
        }

        writer.WriteEndArray();
        writer.WriteString(OfReason, finding.Reason);
        writer.WriteString(OfRule, finding.Rule);
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
        writer.WriteString(OfId, summary.Id);
        writer.WriteString(OfTime, Time(summary.Time));
        writer.WriteString(OfSource, summary.Source);
        writer.WriteString(OfName, summary.Name);
        writer.WriteString(OfAccount, summary.Account);
        writer.WriteString(OfRegion, summary.Region);
        writer.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static void WriteActor(Utf8JsonWriter writer, Actor actor)
    {
        writer.WriteStartObject();
        writer.WriteString(OfName, actor.Name);
        writer.WriteString(OfKind, actor.Kind.Word());
        writer.WriteString(OfVia, actor.Via.Word());
        writer.WriteString(OfType, actor.Type);
        writer.WriteString(OfArn, actor.Arn);
        writer.WriteString(OfAccount, actor.Account);
        writer.WriteString(OfRole, actor.Role);
        writer.WriteString(OfSourceIp, actor.SourceIp);
        writer.WriteString(OfUserAgent, actor.UserAgent);
        if (actor.Mfa is { } mfa)
        {
            writer.WriteBoolean(OfMfa, mfa);
        }
        else
        {
            writer.WriteNull(OfMfa);
        }

        writer.WriteString(OfConfidence, actor.Confidence.Word());
        writer.WriteStartArray(OfChain);
        foreach (var link in actor.Chain)
        {
            WriteLink(writer, link);
        }

        writer.WriteEndArray();
        writer.WritePropertyName(OfJob);
        WriteJob(writer, actor.Job);
        writer.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter writer, ActorLink link)
    {
        writer.WriteStartObject();
        writer.WriteString(OfName, link.Name);
        writer.WriteString(OfKind, link.Kind.Word());
        writer.WriteString(OfHow, link.How);
        writer.WriteString(OfEvent, link.Event);
        writer.WriteString(OfConfidence, link.Confidence.Word());
        writer.WriteString(OfTime, Time(link.Time));
        writer.WriteString(OfType, link.Type);
        writer.WriteString(OfAccount, link.Account);
        writer.WriteString(OfOpened, link.Opened);
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
        writer.WriteString(OfSystem, job.System);
        writer.WriteString(OfRepository, job.Repository);
        writer.WriteString(OfRef, job.Ref);
        writer.WriteString(OfWorkflow, job.Workflow);
        writer.WriteString(OfEnvironment, job.Environment);
        writer.WriteString(OfStep, job.Step);
        writer.WriteString(OfCommit, job.Commit);
        writer.WriteString(OfRun, job.Run);
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
        writer.WriteString(OfAddress, resource.Address);
        writer.WriteString(OfType, resource.Type);
        writer.WriteString(OfId, resource.Id);
        writer.WriteString(OfState, resource.State);
        writer.WriteString(OfParent, resource.Parent);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString(OfPath, change.Path);
        writer.WritePropertyName(OfBefore);
        ValueWriter.Write(writer, change.Hidden ? Value.Null : change.Before);
        writer.WritePropertyName(OfAfter);
        ValueWriter.Write(writer, change.Hidden ? Value.Null : change.After);
        if (change.Hidden)
        {
            writer.WriteBoolean(OfHidden, true);
        }

        writer.WriteEndObject();
    }
}
