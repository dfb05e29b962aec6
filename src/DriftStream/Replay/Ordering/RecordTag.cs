using DriftStream.Core.Judging;
using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Ordering;

/// <summary>What is known of a record that waits for its turn: nothing, that it names nothing held, or a verdict that only counts, so that the record itself is not kept.</summary>
internal static class RecordTag
{
    private const int Unheld = -1;

    public static int Of(Verdict? settled, KeptFor why) => settled is { } verdict ? 1 + (int)verdict : why == KeptFor.Creation ? Unheld : 0;

    public static bool IsUnheld(int tag) => tag == Unheld;

    public static Verdict? Settled(int tag) => tag <= 0 ? null : (Verdict)(tag - 1);
}
