using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>A drift that no event of the replay ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">The state's name.</param>
/// <param name="Address">Where it is.</param>
internal sealed record OpenDrift(string Id, string State, string Address)
{
    /// <summary>Those that are open in a book, by id.</summary>
    public static IReadOnlyList<OpenDrift> In(DeviationBook book) =>
    [
        .. book.All
            .SelectMany(pair => pair.Value.Where(d => d is { IsOpen: true, IsHeld: false }).Select(d => d.Drift).Distinct(), (pair, id) => new OpenDrift(id, pair.Key.State, pair.Key.Address))
            .DistinctBy(drift => drift.Id)
            .OrderBy(drift => drift.Id, StringComparer.Ordinal),
    ];
}
