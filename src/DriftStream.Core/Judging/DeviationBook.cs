using System.Collections.Immutable;

namespace DriftStream.Core.Judging;

/// <summary>All deviations known so far, immutable: judging an event gives a new book and leaves the old one as it was.</summary>
public sealed class DeviationBook
{
    private readonly ImmutableDictionary<DriftAddress, ImmutableList<Deviation>> _byAddress;

    // Looked at for every event; nearly always empty.
    private readonly ImmutableHashSet<DriftAddress> _renamed;

    private DeviationBook(ImmutableDictionary<DriftAddress, ImmutableList<Deviation>> byAddress, ImmutableHashSet<DriftAddress> renamed) => (_byAddress, _renamed) = (byAddress, renamed);

    /// <summary>The book before the first event.</summary>
    public static DeviationBook Empty { get; } = new(ImmutableDictionary<DriftAddress, ImmutableList<Deviation>>.Empty, []);

    /// <summary>Everything in the book, e.g. for a ledger that loads or checks it.</summary>
    public IEnumerable<KeyValuePair<DriftAddress, ImmutableList<Deviation>>> All => _byAddress;

    /// <summary>What is known of one address, closed deviations included; empty where nothing is.</summary>
    public ImmutableList<Deviation> Of(DriftAddress address) => _byAddress.GetValueOrDefault(address, []);

    /// <summary>The book with one address's deviations replaced; an empty list forgets the address.</summary>
    public DeviationBook With(DriftAddress address, ImmutableList<Deviation> deviations) =>
        new(
            deviations.IsEmpty ? _byAddress.Remove(address) : _byAddress.SetItem(address, deviations),
            deviations.Exists(NewNames.MayBe) ? _renamed.Add(address) : _renamed.Remove(address));

    /// <summary>The addresses whose resource may go by another name than the state says.</summary>
    internal IEnumerable<DriftAddress> Renamed => _renamed;
}
