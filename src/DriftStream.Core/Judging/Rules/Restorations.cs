using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Calls that take back a deletion while it is still only ordered.</summary>
internal static class Restorations
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) =>
        (situation.Change.Source, situation.Change.Operation) is ("kms.amazonaws.com", "CancelKeyDeletion") or ("secretsmanager.amazonaws.com", "RestoreSecret") ? RowReads.Identifying(situation) : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) => (situation.Change.Source, situation.Change.Operation) switch
    {
        // A rescued key stays disabled until somebody enables it: https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
        ("kms.amazonaws.com", "CancelKeyDeletion") => Restored(situation, disabled: ["is_enabled", "enabled"]),
        ("secretsmanager.amazonaws.com", "RestoreSecret") => Restored(situation, disabled: []),
        _ => null,
    };

    private static List<Target> Restored(Situation situation, string[] disabled) =>
    [
        .. situation.Rows.SelectMany(r => situation.Matcher.Match(r, situation.Change)).DistinctBy(m => m.Instance).Select(m => new Target
        {
            Kind = TargetKind.Recreate,
            Instance = m.Instance,
            Effects = [.. disabled.Where(a => !m.Instance.Attributes[a].IsNull).Select(a => AttributeEffect.Replace(a, Value.False))],
        }),
    ];
}
