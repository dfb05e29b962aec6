using System.Collections.Immutable;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>All deviations known so far, immutable: judging an event gives a new book and leaves the old one as it was.</summary>
public sealed class DeviationBook
{
    private readonly ImmutableDictionary<DriftAddress, ImmutableList<Deviation>> _byAddress;

    // Looked at for every event; nearly always empty.
    private readonly ImmutableHashSet<DriftAddress> _renamed;

    // Looked through for every deletion of something that no state holds.
    private readonly ImmutableHashSet<DriftAddress> _attached;
    private readonly DeviationReads? _reads;

    private DeviationBook(
        ImmutableDictionary<DriftAddress, ImmutableList<Deviation>> byAddress,
        ImmutableHashSet<DriftAddress> renamed,
        ImmutableHashSet<DriftAddress> attached,
        DeviationReads? reads) => (_byAddress, _renamed, _attached, _reads) = (byAddress, renamed, attached, reads);

    /// <summary>The book before the first event.</summary>
    public static DeviationBook Empty { get; } = new(ImmutableDictionary<DriftAddress, ImmutableList<Deviation>>.Empty, [], [], null);

    /// <summary>Everything in the book, e.g. for a ledger that loads or checks it.</summary>
    public IEnumerable<KeyValuePair<DriftAddress, ImmutableList<Deviation>>> All
    {
        get
        {
            _reads?.AddAll();
            return _byAddress;
        }
    }

    /// <summary>The addresses that something may be attached to, and what is known of them.</summary>
    internal IEnumerable<KeyValuePair<DriftAddress, ImmutableList<Deviation>>> Attached
    {
        get
        {
            _reads?.AddAttached();
            return _attached.Select(address => KeyValuePair.Create(address, Of(address)));
        }
    }

    /// <summary>What is known of one address, closed deviations included; empty where nothing is.</summary>
    public ImmutableList<Deviation> Of(DriftAddress address)
    {
        _reads?.Add(address);
        return _byAddress.GetValueOrDefault(address, []);
    }

    /// <summary>The book with one address's deviations replaced; an empty list forgets the address.</summary>
    public DeviationBook With(DriftAddress address, ImmutableList<Deviation> deviations)
    {
        var before = _byAddress.GetValueOrDefault(address, []);
        return new(
            deviations.IsEmpty ? _byAddress.Remove(address) : _byAddress.SetItem(address, deviations),
            Marked(_renamed, address, before.Exists(NewNames.MayBe), deviations.Exists(NewNames.MayBe)),
            Marked(_attached, address, before.Exists(IsAttached), deviations.Exists(IsAttached)),
            _reads);
    }

    /// <summary>The same book, which notes what is read of it and of the books made from it.</summary>
    public DeviationBook Noting(DeviationReads reads) => new(_byAddress, _renamed, _attached, reads);

    /// <summary>The addresses whose resource may go by another name than the state says.</summary>
    internal IEnumerable<DriftAddress> Renamed
    {
        get
        {
            _reads?.AddNames();
            return _renamed;
        }
    }

    internal bool HoldsAllOf(DeviationBook other) => ReferenceEquals(_byAddress, other._byAddress);

    internal bool HoldsNamesOf(DeviationBook other) => ReferenceEquals(_renamed, other._renamed);

    internal bool HoldsAttachedOf(DeviationBook other) => ReferenceEquals(_attached, other._attached);

    internal bool HoldsOf(DeviationBook other, DriftAddress address) =>
        ReferenceEquals(_byAddress.GetValueOrDefault(address), other._byAddress.GetValueOrDefault(address));

    private static ImmutableHashSet<DriftAddress> Marked(ImmutableHashSet<DriftAddress> marked, DriftAddress address, bool was, bool isNow) =>
        was == isNow ? marked : isNow ? marked.Add(address) : marked.Remove(address);

    // What is attached is known by the attributes of the child; its path is the child's type.
    private static bool IsAttached(Deviation deviation) => deviation is { IsOpen: true, InCloud.Kind: ValueKind.Map };
}
