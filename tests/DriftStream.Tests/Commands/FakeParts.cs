using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;
using DriftStream.Replay;
using DriftStream.States;

namespace DriftStream.Tests.Commands;

/// <summary>
/// A judge whose verdicts are the events' names (<c>Drift</c>, <c>ReadOnly</c>, …), so that tests of the command line
/// do not depend on what is known of AWS. Records and states are read by the smallest means that will do.
/// </summary>
internal static class FakeParts
{
    public static ProgramParts Default { get; } = new() { OpenDoor = OpenDoor, FindStates = FindStatesAsync };

    private static JudgeDoor OpenDoor(JudgeSettings settings, IReadOnlyList<TerraformState> states) =>
        new(Split, Read, (change, book, _) => Decide(change, book, settings), Duplicate);

    private static IEnumerable<EnvelopeItem> Split(ReadOnlyMemory<byte> content)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            return [new(EnvelopeItemKind.Unreadable, content, "it is not JSON")];
        }

        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Records", out var records)
            ? [.. records.EnumerateArray().Select(Item)]
            : [Item(document.RootElement)];
    }

    private static EnvelopeItem Item(JsonElement record)
    {
        var bytes = Encoding.UTF8.GetBytes(record.GetRawText());
        return record is { ValueKind: JsonValueKind.Object } && record.TryGetProperty("detail-type", out var type)
            ? new(EnvelopeItemKind.NotCloudTrail, bytes, type.GetString())
            : new(EnvelopeItemKind.Record, bytes, null);
    }

    private static CloudTrailEvent Read(ReadOnlyMemory<byte> record)
    {
        var value = ValueReader.Read(record.Span);
        if (value["eventName"].Text is not { Length: > 0 } name)
        {
            throw new RecordUnreadableException("it has no eventName");
        }

        return new()
        {
            Id = value["eventID"].Text is { Length: > 0 } id ? id : Convert.ToHexStringLower(SHA256.HashData(record.Span)),
            Time = DateTimeOffset.Parse(value["eventTime"].Text),
            Source = "test.amazonaws.com",
            Name = name,
            Operation = name,
            Account = "111122223333",
            Region = value["awsRegion"].Text is { Length: > 0 } region ? region : "eu-west-1",
            IsReadOnly = name == nameof(Verdict.ReadOnly),
            ErrorCode = name == nameof(Verdict.Failed) ? "AccessDenied" : null,
            Identity = new() { UserName = value["who"].Text },
            Request = value["request"],
            Response = Value.Null,
            Details = Value.Null,
            Resources = [],
            Record = record,
        };
    }

    private static Judgement Decide(CloudTrailEvent change, DeviationBook book, JudgeSettings settings)
    {
        var verdict = Enum.TryParse<Verdict>(change.Name, out var named) ? named : Verdict.Unknown;
        var finding = FindingOf(change, verdict);
        ExplainStep[] steps = [new("event", $"{change.Name} {change.Id}"), new("triage", "AWS carried it out."), new("verdict", $"It is called {change.Name}.\nNothing else fits.")];
        return new([finding], [], book, steps) { Unchecked = verdict == Verdict.Terraform && settings.Runners.Count == 0 };
    }

    private static Finding Duplicate(CloudTrailEvent change) => FindingOf(change, Verdict.Duplicate);

    private static Finding FindingOf(CloudTrailEvent change, Verdict verdict) => new(
        verdict,
        verdict == Verdict.Drift ? Severity.High : Severity.Info,
        verdict == Verdict.Drift ? "D-0123456789" : null,
        new(change.Id, change.Time, change.Source, change.Name, change.Account, change.Region),
        new(change.Identity.UserName, ActorKind.Human, ActorVia.Console, "IAMUser", null, null, null, null, null, null, Confidence.Certain),
        verdict.IsShown() ? new("aws_s3_bucket.data", "aws_s3_bucket", "acme-data", "prod", null) : null,
        [.. change.Request.Members.Select(m => m.Value.IsNull ? Change.Concealed(m.Key) : new Change(m.Key, Value.Null, m.Value))],
        $"{change.Name} did something");

    private static async Task<IReadOnlyList<StateInUse>> FindStatesAsync(IReadOnlyList<StateEntry> entries, StatePlaces places, CancellationToken cancellation)
    {
        var states = new List<StateInUse>();
        foreach (var entry in entries)
        {
            var source = new StateSource(entry.Name ?? "unnamed", entry.Url);
            var written = new DateTimeOffset(2026, 3, 8, 11, 0, 0, TimeSpan.Zero);
            var content = await File.ReadAllTextAsync(Path.Combine(places.Folder, entry.Url), cancellation);
            states.Add(content == "broken"
                ? new(source, null, $"State '{source.Name}' at {source.Location} is broken.", written)
                : new(source, new(source.Name, 4, "1.13.4", "3f1c0b52", 7, [], 2, content == "odd" ? ["aws_x.y has no attributes."] : []), null, written));
        }

        return states;
    }
}
