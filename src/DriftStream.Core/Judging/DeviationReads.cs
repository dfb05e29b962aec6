namespace DriftStream.Core.Judging;

/// <summary>
/// What a judgement read of a book. Judging is pure, so a judgement made with one book holds with every other that has
/// the same to say about all that was read: this lets events be judged side by side and still come out as one after another.
/// </summary>
public sealed class DeviationReads
{
    private readonly List<DriftAddress> _addresses = [];
    private bool _names;
    private bool _attached;
    private bool _all;

    /// <summary>Whether a judgement made with one book would be the same with the other.</summary>
    /// <param name="seen">The book that was read.</param>
    /// <param name="now">The book that should have been.</param>
    public bool AreSame(DeviationBook seen, DeviationBook now) =>
        seen.HoldsAllOf(now)
        || (!_all && (!_names || seen.HoldsNamesOf(now)) && (!_attached || seen.HoldsAttachedOf(now)) && _addresses.TrueForAll(address => seen.HoldsOf(now, address)));

    internal void Add(DriftAddress address) => _addresses.Add(address);

    internal void AddNames() => _names = true;

    internal void AddAttached() => _attached = true;

    internal void AddAll() => _all = true;
}
