using DriftStream.Core.Terraform;

namespace DriftStream.Replay.AsOf;

/// <summary>What a state was for some time.</summary>
/// <param name="Id">What its place calls the version; null where it keeps none.</param>
/// <param name="Written">When it was written; null where its place does not tell.</param>
/// <param name="Read">Reads it; null: the state was deleted.</param>
internal sealed record PastVersion(string? Id, DateTimeOffset? Written, Func<TerraformState>? Read)
{
    /// <summary>The first moment that it counts for. Calls have no fractions of a second, so those of the second in which it was written still came before it.</summary>
    public long From => Written is { } written ? FromOf(written) : 0;

    /// <summary>The first moment that something counts for that was written at a time.</summary>
    public static long FromOf(DateTimeOffset written) => written.UtcTicks - (written.UtcTicks % TimeSpan.TicksPerSecond) + TimeSpan.TicksPerSecond;
}
