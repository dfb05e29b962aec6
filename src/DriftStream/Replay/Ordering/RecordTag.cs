using DriftStream.Core.Judging;
using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Ordering;

/// <summary>
/// What is known of a record that waits for its turn: nothing; that it names nothing held; that it made what no state holds, so that only its extract is kept;
/// or a verdict that only counts, so that the record itself is not kept.
/// </summary>
internal static class RecordTag
{
    /// <summary>Of the record its extract is kept: see <see cref="MadeSomething"/>.</summary>
    public const int Made = -2;

    private const int Unheld = -1;
    private const int OfVerdict = 0xFF;
    private const int Unchecked = 1 << 8;
    private const int RuleAt = 9;

    public static int Of(Verdict? settled, KeptFor why) => settled is { } verdict ? 1 + (int)verdict : why == KeptFor.Creation ? Unheld : 0;

    /// <summary>The tag of a verdict that only counts; null where there is none for it.</summary>
    public static int? Of(UnheldFinding found)
    {
        var rule = found.Rule is null ? 0 : 1 + JudgeSettings.BuiltInRules.ToList().IndexOf(found.Rule);
        return found.Rule is not null && rule == 0 ? null : (1 + (int)found.Verdict) | (found.IsUnchecked ? Unchecked : 0) | (rule << RuleAt);
    }

    public static bool IsUnheld(int tag) => tag == Unheld;

    public static Verdict? Settled(int tag) => tag <= 0 ? null : (Verdict)((tag & OfVerdict) - 1);

    /// <summary>Whether a verdict that only counts was believed without a check.</summary>
    public static bool IsUnchecked(int tag) => tag > 0 && (tag & Unchecked) != 0;

    /// <summary>The ignore rule that gave a verdict that only counts; null for none.</summary>
    public static string? RuleOf(int tag) => tag > 0 && tag >> RuleAt is > 0 and var rule ? JudgeSettings.BuiltInRules[rule - 1] : null;
}
