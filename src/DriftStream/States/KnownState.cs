using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>What was read from a file, and when it counts no more.</summary>
/// <param name="Mark">The mark that the file had.</param>
/// <param name="Source">What its state was called, and what the user said about it.</param>
/// <param name="Written">When the file was written; null where its place does not tell.</param>
/// <param name="State">The state; null: the file need not be one, and is none.</param>
internal sealed record KnownState(string Mark, StateSource Source, DateTimeOffset? Written, TerraformState? State)
{
    /// <summary>What a user should know of how it came after the one before; null: as usual.</summary>
    public string? Note { get; init; }

    /// <summary>What counts once a place holds something else than before: the newer serial, of one serial what was written later, and what took the state's place altogether, for that is what Terraform works with from now on.</summary>
    /// <param name="next">What was read now; it is a state.</param>
    public KnownState FollowedBy(KnownState next) => (State, next.State) switch
    {
        (null, _) or (_, null) => next,
        var (was, now) when now.Lineage != was.Lineage => next with { Note = Replaced(was, next) },
        var (was, now) when now.Serial < was.Serial => next with { Note = WentBack(was, next) },
        var (was, now) when now.Serial == was.Serial && next.Written < Written => this with { Mark = next.Mark, Note = IsOlder(was, next) },
        _ => next,
    };

    private static string Replaced(TerraformState was, KnownState now) =>
        $"State '{was.Name}' at {now.Source.Location} was replaced by another one: lineage {Named(now.State!.Lineage)}, serial {now.State.Serial}{now.At}, where lineage {Named(was.Lineage)}, serial {was.Serial} was before. " +
        "The new one counts; drifts of what only the old one held end as no longer managed. If that was not meant, put the old one back.";

    private static string WentBack(TerraformState was, KnownState now) =>
        $"State '{was.Name}' at {now.Source.Location} went back from serial {was.Serial} to {now.State!.Serial}{now.At}, as when a backup is put back. " +
        "The older one counts, because Terraform works with it; what was applied in between may be told as drift. If that was not meant, push the newer one again.";

    private string IsOlder(TerraformState was, KnownState other) =>
        $"State '{was.Name}' at {other.Source.Location} has serial {was.Serial} twice: what lies there now{other.At} is older than what is in use{At}. " +
        "The later one stays in use until a newer serial is written or DriftStream is started again.";

    private string At => Written is { } written ? $", written {written.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";

    private static string Named(string lineage) => lineage.Length == 0 ? "(none)" : lineage;
}
