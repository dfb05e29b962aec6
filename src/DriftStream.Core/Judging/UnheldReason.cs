using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;

namespace DriftStream.Core.Judging;

/// <summary>What is said of a call that changed something no state holds, and created nothing.</summary>
internal static class UnheldReason
{
    /// <summary>The sentence.</summary>
    public static string Of(Situation situation) => IsPut(situation.Rows[0]) && MayMake(situation.Change.Operation)
        ? $"{situation.Change.Name} put an {LikeliestRow.Of([.. situation.Rows.Where(IsPut)], situation).Type!.Name} that no state holds; the event does not tell whether it is new"
        : $"{situation.Change.Name} changed something that no state holds";

    // PutRule and its like make a thing or overwrite it, and their events look the same: to call each of them a creation would be wrong too often.
    private static bool MayMake(string operation) => operation.StartsWith("Put", StringComparison.Ordinal) || Verbs.Creates(operation);

    private static bool IsPut(EventRow row) => row is { Effect: RowEffect.Put, Weight: 3, Type: not null };
}
