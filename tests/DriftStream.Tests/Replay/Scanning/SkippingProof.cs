using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Scanning;
using Shouldly;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>Holds what a scan says of records against what the judge says of them, one after another in their order.</summary>
internal static class SkippingProof
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A record as CloudTrail would write it: without blanks.</summary>
    public static byte[] Compacted(ReadOnlyMemory<byte> record) => JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(record.Span), Compact);

    /// <summary>Checks every record and says how many were skipped.</summary>
    public static int Check(IReadOnlyList<byte[]> records, IReadOnlyList<TerraformState> states, IReadOnlyList<string> runners)
    {
        var index = StateIndex.Build(EventCatalog.Load(), states);
        var archive = Archive(records, out var offsets);
        var scanned = Scanned.Of(archive, RecordFilter.For(EventCatalog.Load(), index, new()));
        var kept = scanned.Kept.ToDictionary(k => k.Offset, k => k.Why);
        var events = records.Select((r, i) => (Change: EventReader.Read(r), Offset: offsets[i])).OrderBy(e => e.Change.Time).ThenBy(e => e.Change.Id, StringComparer.Ordinal).ToList();
        Judged(events, kept, index, new JudgeSettings { Runners = runners });
        foreach (var (change, offset) in events)
        {
            if (SessionBook.OpenedBy(change) is { } session)
            {
                scanned.Openings.ShouldContain((offset, SessionHash.Of(session.Key)), change.Name);
            }
        }

        scanned.Result.Records.ShouldBe(records.Count);
        scanned.Unreadable.ShouldBeEmpty();
        CountOf(Verdict.Failed).ShouldBe(scanned.Result.Refused);
        CountOf(Verdict.ReadOnly).ShouldBe(scanned.Result.ReadOnly);
        return records.Count - kept.Count;

        long CountOf(Verdict verdict) => events.LongCount(e => Judge.Settled(e.Change) == verdict && !kept.ContainsKey(e.Offset));
    }

    private static void Judged(List<(CloudTrailEvent Change, long Offset)> events, Dictionary<long, KeptFor> kept, StateIndex index, JudgeSettings settings)
    {
        var judge = new Judge(EventCatalog.Load(), settings);
        var sessions = events.Aggregate(SessionBook.Empty, (book, e) => book.With(e.Change));
        var book = DeviationBook.Empty;
        foreach (var (change, offset) in events)
        {
            var judgement = judge.Decide(change, index, book, sessions);
            if (!kept.TryGetValue(offset, out var why))
            {
                judgement.Findings.Where(f => f.Verdict.IsShown()).Select(FindingJson.ToJson).ShouldBeEmpty(Encoding.UTF8.GetString(change.Record.Span));
                ReferenceEquals(judgement.Deviations, book).ShouldBeTrue(Encoding.UTF8.GetString(change.Record.Span));
                judgement.Unchecked.ShouldBeFalse(Encoding.UTF8.GetString(change.Record.Span));
            }
            else if (why == KeptFor.Creation)
            {
                var unheld = judge.DecideUnheld(change, index, sessions);
                unheld.Findings.Select(FindingJson.ToJson).ShouldBe(judgement.Findings.Select(FindingJson.ToJson));
                FoundAlone(judge.FindUnheld(change, index), change, sessions, judgement);
                (unheld.Unchecked, unheld.Changed.Count).ShouldBe((judgement.Unchecked, judgement.Changed.Count));
                ReferenceEquals(judgement.Deviations, book).ShouldBeTrue(Encoding.UTF8.GetString(change.Record.Span));
            }

            book = judgement.Deviations;
        }
    }

    // What is kept of it while the sessions are not known yet.
    private static void FoundAlone(UnheldFinding? found, CloudTrailEvent change, SessionBook sessions, Judgement judgement)
    {
        if (found is null)
        {
            return;
        }

        (found.Verdict, found.Rule, found.IsUnchecked).ShouldBe((judgement.Findings.Single().Verdict, judgement.Findings[0].Rule, judgement.Unchecked));
        if (found.Verdict.IsShown())
        {
            var kept = new ArrayBufferWriter<byte>();
            MadeSomething.Write(found, change, kept);
            FindingJson.ToJson(MadeSomething.Read(kept.WrittenMemory, change.Id, change.Time, sessions)).ShouldBe(FindingJson.ToJson(judgement.Findings[0]));
        }
    }

    private static byte[] Archive(IReadOnlyList<byte[]> records, out List<long> offsets)
    {
        using var archive = new MemoryStream();
        offsets = [];
        archive.Write("{\"Records\":["u8);
        foreach (var record in records)
        {
            archive.Write(offsets.Count > 0 ? ","u8 : default);
            offsets.Add(archive.Length);
            archive.Write(record);
        }

        archive.Write("]}"u8);
        return archive.ToArray();
    }
}
