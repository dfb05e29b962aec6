using System.Threading.Channels;

namespace DriftStream.Ledger;

/// <summary>Items that share a commit, in their order. Events are judged as they come, while the group before is still being committed.</summary>
/// <param name="composer">Judges and packs.</param>
/// <param name="known">What will be known before the first of them.</param>
internal sealed class TurnGroup(EntryComposer composer, Foresight known)
{
    /// <summary>How many items share a commit at most.</summary>
    public const int Limit = 64;

    private readonly List<TurnItem> _items = new(Limit);
    private readonly List<TurnSlice> _slices = [];

    /// <summary>What will be known after the last of them. Only a guess: in their turn, everything is held against what is known then.</summary>
    public Foresight Foreseen { get; private set; } = known;

    /// <summary>Events and other work, in their order.</summary>
    public IReadOnlyList<TurnItem> Items => _items;

    /// <summary>The events among them.</summary>
    public IReadOnlyList<TurnSlice> Slices => _slices;

    /// <summary>Whether no more have room.</summary>
    public bool IsFull => _items.Count == Limit;

    /// <summary>A group of one that was in a group with others.</summary>
    public static TurnGroup Of(TurnItem item, EntryComposer composer, Foresight known)
    {
        var group = new TurnGroup(composer, known);
        group.Add([item]);
        return group;
    }

    /// <summary>Takes what waits, as far as there is room.</summary>
    public void TakeFrom(ChannelReader<TurnItem> waiting)
    {
        List<TurnItem> taken = [];
        while (_items.Count + taken.Count < Limit && waiting.TryRead(out var next))
        {
            taken.Add(next);
        }

        if (taken.Count > 0)
        {
            Add(taken);
            Foreseen = _slices[^1].LookAhead(Foreseen);
        }
    }

    private void Add(List<TurnItem> items)
    {
        _items.AddRange(items);
        _slices.Add(new([.. items.OfType<WaitingEvent>()], composer));
    }
}
