using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Replay;
using DriftStream.Replay.Ordering;

namespace DriftStream.Tests.Replay.Ordering;

/// <summary>Replay at its plainest: everything in memory, everything parsed, judged one after another. What every other way must agree with.</summary>
internal static class PlainReplay
{
    /// <summary>The findings as the program prints them.</summary>
    public static string Of(JudgeDoor door, IEnumerable<byte[]> contents, Keeping keeping)
    {
        var events = contents.SelectMany(c => door.Split(c)).Where(i => i.Kind == EnvelopeItemKind.Record).SelectMany(i => Read(door, i.Bytes)).Order().ToList();
        var sessions = new PastSessions([.. events.Select(e => SessionBook.OpenedBy(e.Event)).OfType<OpenedSession>()]);
        var (book, judged, output) = (DeviationBook.Empty, new HashSet<string>(StringComparer.Ordinal), new StringWriter { NewLine = "\n" });
        foreach (var (change, _) in events)
        {
            var judgement = judged.Add(change.Id)
                ? door.Decide(change, book, sessions.Until(change.Time))
                : new([door.Duplicate(change)], [], book, []);
            book = judgement.Deviations;
            foreach (var finding in judgement.Findings.Where(f => keeping == Keeping.Whole || f.Verdict.IsShown()))
            {
                output.WriteLine(FindingJson.ToJson(finding));
            }
        }

        return output.ToString();
    }

    private static IEnumerable<PastEvent> Read(JudgeDoor door, ReadOnlyMemory<byte> record)
    {
        try
        {
            return [new(door.Read(record), RecordPrint.Of(record.Span))];
        }
        catch (RecordUnreadableException)
        {
            return [];
        }
    }
}
