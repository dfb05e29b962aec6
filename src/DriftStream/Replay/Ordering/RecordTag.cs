using DriftStream.Core.Judging;

namespace DriftStream.Replay.Ordering;

/// <summary>What is known of a record that waits for its turn: nothing, or a verdict that only counts, so that the record itself is not kept.</summary>
internal static class RecordTag
{
    public static int Of(Verdict? settled) => settled is { } verdict ? 1 + (int)verdict : 0;

    public static Verdict? Settled(int tag) => tag == 0 ? null : (Verdict)(tag - 1);
}
