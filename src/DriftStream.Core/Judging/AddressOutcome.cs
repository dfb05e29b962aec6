using System.Collections.Immutable;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Core.Judging;

/// <summary>What an event means for one address, before it is asked whose call it was.</summary>
/// <param name="Verdict">By the comparison alone.</param>
/// <param name="Changes">What this event changed, sorted by path.</param>
/// <param name="Drift">The drift concerned; null for none.</param>
/// <param name="Deviations">What is known of the address afterwards.</param>
/// <param name="IsLate">Newer events had decided all of it before: the book stays as it was.</param>
/// <param name="IsRepeat">The event sets again what already differs.</param>
internal sealed record AddressOutcome(
    Verdict Verdict,
    IReadOnlyList<Change> Changes,
    string? Drift,
    ImmutableList<Deviation> Deviations,
    bool IsLate,
    bool IsRepeat)
{
    /// <summary>Of the changes those that lead away from the state, not back to it: they alone are severe.</summary>
    public IReadOnlyList<Change> Away { get; init; } = Changes;

    /// <summary>What ignore rules took out of it.</summary>
    public IReadOnlyList<Swallowed> Swallowed { get; init; } = [];

    /// <summary>Nothing was left: the rest of this is what would have been said without the rules.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>The paths that newer events had decided, sorted.</summary>
    public IReadOnlyList<string> LatePaths { get; init; } = [];
}
