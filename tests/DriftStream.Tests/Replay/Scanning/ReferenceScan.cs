using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Replay.Scanning;
using Shouldly;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>The same questions answered by reading all of a file as JSON.</summary>
internal sealed class ReferenceScan
{
    private readonly List<(long Offset, ReadOnlyMemory<byte> Record)> _records = [];
    private readonly List<string> _unreadable = [];
    private readonly List<string> _others = [];

    private ReferenceScan(byte[] content)
    {
        foreach (var item in Envelope.Split(content))
        {
            switch (item.Kind)
            {
                case EnvelopeItemKind.Record:
                    _records.Add((MemoryMarshal.TryGetArray(item.Bytes, out var part) ? part.Offset : -1, item.Bytes));
                    break;
                case EnvelopeItemKind.NotCloudTrail:
                    _others.Add(item.Note!);
                    break;
                default:
                    _unreadable.Add(item.Note!);
                    break;
            }
        }
    }

    /// <summary>Compares a scan of a file with what is in it.</summary>
    public static void Compare(FuzzFile file, RecordFilter filter, Judge judge, int window)
    {
        var scanned = Scanned.Of(file.Packed, filter, window);
        var reference = new ReferenceScan(file.Content);
        scanned.Others.ShouldBe(reference._others);
        scanned.Result.Unpacked.ShouldBe(file.Content.Length);
        reference.CompareRecords(scanned, filter.States, judge);
        if (!file.IsCut)
        {
            reference.CompareCounts(scanned, file);
        }
    }

    private void CompareRecords(Scanned scanned, StateIndex states, Judge judge)
    {
        var kept = scanned.Kept.ToDictionary(k => k.Offset);
        List<string> unreadable = [.. _unreadable];
        var readable = 0;
        foreach (var (offset, record) in _records)
        {
            if (Read(record) is not { } change)
            {
                unreadable.Add("");
                continue;
            }

            readable++;
            if (SessionBook.OpenedBy(change) is { } session)
            {
                scanned.Openings.ShouldContain((offset, SessionHash.Of(session.Key)));
            }

            if (kept.TryGetValue(offset, out var same))
            {
                same.Record.ShouldBe(Encoding.UTF8.GetString(record.Span));
            }
            else
            {
                var judgement = judge.Decide(change, states, DeviationBook.Empty);
                judgement.Findings.ShouldNotContain(f => f.Verdict.IsShown(), Encoding.UTF8.GetString(record.Span));
                judgement.Deviations.ShouldBeSameAs(DeviationBook.Empty);
            }
        }

        scanned.Result.Records.ShouldBe(readable);
        scanned.Unreadable.Count.ShouldBe(unreadable.Count);
        _unreadable.ShouldBeSubsetOf(scanned.Unreadable);
    }

    // Without the readers that the program has.
    private void CompareCounts(Scanned scanned, FuzzFile file)
    {
        using var document = JsonDocument.Parse(file.Content);
        var kept = scanned.Kept.Select(k => k.Offset).ToHashSet();
        List<JsonElement> records = [.. document.RootElement.GetProperty("Records").EnumerateArray()];
        records.Count.ShouldBe(_records.Count);
        var skipped = records.Where((_, i) => !kept.Contains(_records[i].Offset)).ToList();
        skipped.LongCount(IsRefused).ShouldBe(scanned.Result.Refused);
        skipped.LongCount(r => !IsRefused(r) && OnlyReads(r)).ShouldBe(scanned.Result.ReadOnly);
        skipped.LongCount(r => !IsRefused(r) && !OnlyReads(r)).ShouldBe(scanned.Result.Quiet + scanned.Result.Unknown + scanned.Result.Unheld);
    }

    private static bool IsRefused(JsonElement record) =>
        (record.TryGetProperty("errorCode", out var code) && !string.IsNullOrWhiteSpace(code.GetString()))
        || (record.GetProperty("requestParameters") is { ValueKind: JsonValueKind.Object } request
            && request.EnumerateObject().Any(p => p.Name.ToUpperInvariant() is "DRYRUN" or "PERFORMCHECKONLY" && (p.Value.ValueKind == JsonValueKind.True || (p.Value.ValueKind == JsonValueKind.String && p.Value.GetString() == "true"))));

    private static bool OnlyReads(JsonElement record) => record.TryGetProperty("readOnly", out var only)
        ? only.GetBoolean()
        : record.GetProperty("eventName").GetString() is "DescribeInstances" or "AssumeRole";

    private static CloudTrailEvent? Read(ReadOnlyMemory<byte> record)
    {
        try
        {
            return EventReader.Read(record);
        }
        catch (RecordUnreadableException)
        {
            return null;
        }
    }
}
