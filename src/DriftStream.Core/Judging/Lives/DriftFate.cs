namespace DriftStream.Core.Judging.Lives;

/// <summary>What new states mean for an open drift.</summary>
/// <param name="Drift">The drift.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Address">Where it is now.</param>
/// <param name="Serial">The serial of the state that decided it.</param>
/// <param name="NewId">For a replaced resource the id of the new one.</param>
public sealed record DriftFate(string Drift, DriftFateKind Kind, DriftAddress Address, long Serial, string? NewId = null);

/// <summary>What becomes of an open drift when states change.</summary>
public enum DriftFateKind
{
    /// <summary>The state holds now what the cloud holds: it is over.</summary>
    Adopted,

    /// <summary>No state holds the resource any more: it is over.</summary>
    NoLongerManaged,

    /// <summary>The address holds another resource now: it is over.</summary>
    Replaced,

    /// <summary>Another address holds the resource now: it goes on there.</summary>
    Moved,
}
