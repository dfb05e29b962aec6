using DriftStream.Core.Terraform;

namespace DriftStream.Replay.AsOf;

/// <summary>A state through time.</summary>
/// <param name="Source">Its name and where it is.</param>
/// <param name="Versions">Its versions that can be read, the oldest first; at least one.</param>
internal sealed record PastState(StateSource Source, IReadOnlyList<PastVersion> Versions)
{
    /// <summary>What holds all instances that any version holds; the state itself where there is only one.</summary>
    public IReadOnlyList<TerraformState> Ever { get; init; } = [];

    /// <summary>A state of which no other version is known.</summary>
    public static PastState Of(StateSource source, TerraformState state) => new(source, [new(Id: null, Written: null, () => state)]) { Ever = [state] };

    /// <summary>The version that counted at a moment. Before the oldest one nothing is known, and that one is the best guess; if it is a deletion, the state was not there.</summary>
    public PastVersion At(long ticks)
    {
        var (low, high) = (0, Versions.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Versions[middle].From <= ticks ? (middle, high) : (low, middle - 1);
        }

        return Versions[low];
    }
}
