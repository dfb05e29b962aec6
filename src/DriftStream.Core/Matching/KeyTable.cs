namespace DriftStream.Core.Matching;

/// <summary>
/// Which instances can be looked up by a text: a flat hash table of 8 bytes a text (hash and instance), open addressing. It holds no
/// texts: whether an instance is found by a text is asked of the instance. Texts that lead to several instances point into one list.
/// Built by one thread, never changed once an index shows it; <see cref="Copy"/> gives the next index its own.
/// </summary>
internal sealed class KeyTable
{
    private const double FullAt = 0.8;
    private const double Usual = 0.72;
    private const double UsualTexts = 4;
    private const uint IsList = 0x8000_0000;
    private ulong[] _slots;
    private readonly InstanceNumbers _numbers;
    private readonly InstanceLists _lists;
    private int _used;

    /// <summary>An empty table.</summary>
    public KeyTable()
        : this(new ulong[16], new(), new(), 0)
    {
    }

    private KeyTable(ulong[] slots, InstanceNumbers numbers, InstanceLists lists, int used)
    {
        _slots = slots;
        _numbers = numbers;
        _lists = lists;
        _used = used;
    }

    /// <summary>An empty table in which so many instances have room without its growing over and over.</summary>
    public static KeyTable WithRoomFor(int instances) => new(new ulong[16 + (int)Math.Min(Array.MaxLength / 2, instances * (UsualTexts / Usual))], new(), new(), 0);

    /// <summary>How many texts there are.</summary>
    public int Count => _used;

    /// <summary>The hash of a text, the same in any case of letters.</summary>
    public static uint HashOf(ReadOnlySpan<char> text) => (uint)string.GetHashCode(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>A table of the same content that can be changed.</summary>
    public KeyTable Copy() => new([.. _slots], _numbers.Copy(), _lists.Copy(), _used);

    /// <summary>The segment that a number belongs to.</summary>
    public Placed PlacedAt(int number) => _numbers.Of(number);

    /// <summary>The instances under exactly this text, in the order of their states.</summary>
    public ReadOnlyMemory<int> Of(ReadOnlySpan<char> key) => Slot(HashOf(key), key) is >= 0 and var slot ? At(slot) : default;

    /// <summary>The instances under any text that this value can be looked up by, each once.</summary>
    /// <param name="value">The value.</param>
    /// <param name="picked">Which instances count; null: all.</param>
    public ReadOnlyMemory<int> OfAny(ReadOnlySpan<char> value, PickedInstances? picked)
    {
        Span<Range> keys = stackalloc Range[IdentifierKeys.Most];
        ReadOnlyMemory<int> only = default;
        List<int>? several = null;
        foreach (var key in keys[..IdentifierKeys.Find(value, keys)])
        {
            var found = picked is null ? Of(value[key]) : picked.Of(Of(value[key]));
            if (only.IsEmpty || found.IsEmpty)
            {
                only = only.IsEmpty ? found : only;
                continue;
            }

            several ??= [.. only.Span];
            several.AddRange(found.Span);
        }

        return several?.Distinct().ToArray() ?? only;
    }

    /// <summary>Whether a text that this value can be looked up by is there. Hashes differ from process to process, so they alone must not decide.</summary>
    public bool MayHold(ReadOnlySpan<char> value)
    {
        Span<Range> keys = stackalloc Range[IdentifierKeys.Most];
        foreach (var key in keys[..IdentifierKeys.Find(value, keys)])
        {
            if (Slot(HashOf(value[key]), value[key]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds all instances of a segment.</summary>
    public Placed Add(StateSegment segment, long order)
    {
        var placed = _numbers.Take(segment, order);
        var texts = new KeyTexts();
        for (var number = 0; number < segment.Table.Count; number++)
        {
            texts.Read(segment.Keys, number);
            for (var i = 0; i < texts.Count; i++)
            {
                var text = texts.At(i, out var hash);
                Post(hash, text, placed, placed.Base + number);
            }
        }

        return placed;
    }

    /// <summary>Removes all instances of a segment.</summary>
    public void Remove(Placed placed)
    {
        var texts = new KeyTexts();
        var seen = new HashSet<int>();
        for (var number = 0; number < placed.Segment.Table.Count; number++)
        {
            texts.Read(placed.Segment.Keys, number);
            for (var i = 0; i < texts.Count; i++)
            {
                texts.At(i, out var hash);
                Unpost(hash, placed, placed.Base + number, seen);
            }
        }

        _numbers.Release(placed);
    }

    /// <summary>Whether so much room lies idle that trimming is worth its time.</summary>
    public bool IsWasteful => _lists.IsWasteful || _slots.Length > 64 + (_used * 2);

    /// <summary>Gives back the room that growing has left over.</summary>
    public void Trim()
    {
        var trimmed = new InstanceLists();
        foreach (ref var slot in _slots.AsSpan())
        {
            if (((uint)slot & IsList) != 0)
            {
                slot = Filled((uint)(slot >> 32), IsList | (uint)trimmed.Add(_lists.Of(ListOf(slot)).Span));
            }
        }

        _lists.TakeOver(trimmed);
        Resize((int)Math.Min(Array.MaxLength, 16 + (_used / Usual)));
    }

    private static ulong Filled(uint hash, uint reference) => ((ulong)hash << 32) | reference;

    private static int ListOf(ulong slot) => (int)((uint)slot & ~IsList);

    private int Home(uint hash) => (int)((hash * (ulong)_slots.Length) >> 32);

    private int Next(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;

    // Where the text is; the complement of where it would be.
    private int Slot(uint hash, ReadOnlySpan<char> key)
    {
        var slot = Home(hash);
        for (; _slots[slot] != 0; slot = Next(slot))
        {
            if ((uint)(_slots[slot] >> 32) == hash && _numbers.IsFoundBy(First(slot), key))
            {
                return slot;
            }
        }

        return ~slot;
    }

    private int First(int slot) => ((uint)_slots[slot] & IsList) == 0 ? (int)(uint)_slots[slot] - 1 : _lists.Of(ListOf(_slots[slot])).Span[0];

    private ReadOnlyMemory<int> At(int slot) => ((uint)_slots[slot] & IsList) == 0 ? new[] { First(slot) } : _lists.Of(ListOf(_slots[slot]));

    private void Post(uint hash, ReadOnlySpan<char> key, Placed placed, int number)
    {
        if (_used + 1 > _slots.Length * FullAt)
        {
            Resize(_slots.Length + (_slots.Length / 2));
        }

        var slot = Slot(hash, key);
        if (slot < 0)
        {
            _slots[~slot] = Filled(hash, (uint)number + 1);
            _used++;
            return;
        }

        var list = ((uint)_slots[slot] & IsList) == 0 ? _lists.Add([First(slot)]) : ListOf(_slots[slot]);
        _slots[slot] = Filled(hash, IsList | (uint)_lists.Insert(list, number, n => _numbers.Of(n).Order > placed.Order));
    }

    // The whole segment goes, so a list that holds one of its instances loses all of them at once.
    private void Unpost(uint hash, Placed placed, int number, HashSet<int> seen)
    {
        for (var slot = Home(hash); _slots[slot] != 0; slot = Next(slot))
        {
            if ((uint)(_slots[slot] >> 32) != hash)
            {
                continue;
            }

            if (((uint)_slots[slot] & IsList) != 0)
            {
                var list = ListOf(_slots[slot]);
                if (!seen.Add(list) || _lists.RemoveRange(list, placed.Base, placed.Segment.Table.Count) > 0)
                {
                    continue;
                }

                _lists.Drop(list);
            }
            else if ((uint)_slots[slot] != (uint)number + 1)
            {
                continue;
            }

            Clear(slot);
            return;
        }
    }

    // Moves the slots behind it up, so that none is cut off from its home.
    private void Clear(int slot)
    {
        var gap = slot;
        for (var at = Next(gap); _slots[at] != 0; at = Next(at))
        {
            var home = Home((uint)(_slots[at] >> 32));
            var staysPut = gap <= at ? gap < home && home <= at : gap < home || home <= at;
            if (!staysPut)
            {
                _slots[gap] = _slots[at];
                gap = at;
            }
        }

        _slots[gap] = 0;
        _used--;
    }

    private void Resize(int length)
    {
        var before = _slots;
        _slots = new ulong[length];
        foreach (var slot in before)
        {
            if (slot != 0)
            {
                var at = Home((uint)(slot >> 32));
                while (_slots[at] != 0)
                {
                    at = Next(at);
                }

                _slots[at] = slot;
            }
        }
    }
}
