using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Changes that make a trail see less.</summary>
internal static class TrailChanges
{
    private const string Trail = "aws_cloudtrail";

    /// <summary>The effects of one change.</summary>
    public static IEnumerable<SeenEffect> Of(ChangeFacts facts)
    {
        var isBlind = facts.Type == Trail && facts.Root switch
        {
            "enable_logging" or "is_multi_region_trail" or "include_global_service_events" => Strength.Of(facts.After) == Strength.Off,
            "event_selector" => IsNarrow(facts.After),
            _ => false,
        };
        return isBlind ? [facts.Seen(SeverityEffects.TrailStopped)] : [];
    }

    // A selector that leaves out reading, writing or management calls blinds the trail.
    private static bool IsNarrow(Value selector) => selector.Kind == ValueKind.Map
        ? selector["read_write_type"].Text is "ReadOnly" or "WriteOnly" || selector["include_management_events"] is { IsNull: false, IsTrue: false }
        : selector.Text is "ReadOnly" or "WriteOnly" or "false";
}
