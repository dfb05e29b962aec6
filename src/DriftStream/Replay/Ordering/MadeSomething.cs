using System.Buffers;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Replay.Ordering;

/// <summary>What is kept of a record that made what no state holds: the finding, but for who caused it, and what tells who did. Sessions are known only when everything was read.</summary>
internal static class MadeSomething
{
    /// <summary>Writes what is kept.</summary>
    public static void Write(UnheldFinding found, CloudTrailEvent change, IBufferWriter<byte> into)
    {
        into.Write([(byte)found.Severity]);
        EventExtract.WriteText(found.Type, into);
        EventExtract.WriteText(found.Id, into);
        EventExtract.Write(change, into);
    }

    /// <summary>The finding.</summary>
    public static Finding Read(ReadOnlyMemory<byte> kept, string id, DateTimeOffset time, SessionBook sessions)
    {
        var rest = kept.Span[1..];
        var found = new UnheldFinding(Verdict.Unmanaged, (Severity)kept.Span[0], EventExtract.ReadName(ref rest), EventExtract.ReadText(ref rest));
        return Judge.Unmanaged(found, EventExtract.Read(kept[^rest.Length..], id, time), sessions);
    }
}
