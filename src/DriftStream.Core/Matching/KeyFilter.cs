using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Matching;

/// <summary>Answers what <see cref="StateIndex.MayHold"/> answers, in a fraction of its time for the many plain values that nothing has.</summary>
/// <remarks>It holds 32 bits of a hash for each text that something can be looked up by. What is not plain, and what it finds, it asks the index.</remarks>
public sealed class KeyFilter
{
    private const ulong Mixer = 0x9E3779B97F4A7C15;

    // Or'ed to a letter it makes the letter small; what else it makes alike only costs a question more.
    private const ulong SmallLetters = 0x2020202020202020;

    // ARNs, in the path of a request with %, addresses of queues, paths and zones go by several names; blanks and dots at the end do not count.
    private static readonly SearchValues<byte> PlainLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_,|#+=@()[]{}<>*!?$&;'~^` ."u8);

    // In some comparisons these are the same as letters of ASCII.
    private static readonly SearchValues<char> LikeAscii = SearchValues.Create("\u0131\u017F\u212A");

    private const int MostLetters = 4096;

    // Most questions end before the slots, so those may be fairly full.
    private const double RoomForOne = 1.4;
    private const int MarksOfSlot = 16;
    private const int MostMarks = 1 << 17;

    [ThreadStatic]
    private static char[]? _room;

    private readonly StateIndex _states;
    private readonly uint[] _slots;

    // One bit for some of the hashes each: most texts that nothing has end here, in memory that is near the processor.
    private readonly ulong[] _marks;
    private bool _asksAlways;

    internal KeyFilter(StateIndex states)
    {
        _states = states;
        var count = states.TextCount;
        _slots = new uint[Math.Max(16, (int)Math.Min(Array.MaxLength, count * RoomForOne))];
        _marks = new ulong[Math.Clamp(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2) / MarksOfSlot, 1, MostMarks)];
        states.VisitKeys(text => _asksAlways |= !TryAdd(text));
    }

    /// <summary>The filter of an index, made when it is asked for first.</summary>
    public static KeyFilter Of(StateIndex states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Filter;
    }

    /// <summary>Whether a value, given as UTF-8 without escapes, may lead to an instance: false is a proof that it does not.</summary>
    public bool MayHold(ReadOnlySpan<byte> utf8Value)
    {
        if (utf8Value.IsEmpty)
        {
            return false;
        }

        var isPlain = utf8Value[0] != ' ' && utf8Value[^1] is not ((byte)' ' or (byte)'.') && !utf8Value.ContainsAnyExcept(PlainLetters);
        return (_asksAlways || (isPlain ? Has(HashOf(utf8Value)) : MayHoldAny(utf8Value))) && _states.MayHold(utf8Value);
    }

    private bool MayHoldAny(ReadOnlySpan<byte> value)
    {
        if (value.Length > MostLetters || !Ascii.IsValid(value) || PathArns.Is(value))
        {
            return true;
        }

        var room = _room ??= new char[MostLetters];
        Span<Range> keys = stackalloc Range[IdentifierKeys.Most];
        foreach (var key in keys[..IdentifierKeys.Find(room.AsSpan(0, Encoding.ASCII.GetChars(value, room)), keys)])
        {
            if (Has(HashOf(value[key])))
            {
                return true;
            }
        }

        return false;
    }

    // A plain value is ASCII, so what holds other letters is not meant by it.
    private bool TryAdd(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text))
        {
            return !text.ContainsAny(LikeAscii);
        }

        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[text.Length] : new byte[text.Length];
        Encoding.ASCII.GetBytes(text, bytes);
        Add(HashOf(bytes));
        return true;
    }

    private static ulong HashOf(ReadOnlySpan<byte> text)
    {
        ref var at = ref MemoryMarshal.GetReference(text);
        var (hash, left) = ((ulong)text.Length, text.Length);
        for (; left >= sizeof(ulong); left -= sizeof(ulong))
        {
            hash = Mix(hash ^ (Unsafe.ReadUnaligned<ulong>(ref at) | SmallLetters));
            at = ref Unsafe.Add(ref at, sizeof(ulong));
        }

        if (left >= sizeof(uint))
        {
            hash = Mix(hash ^ (Unsafe.ReadUnaligned<uint>(ref at) | SmallLetters));
            at = ref Unsafe.Add(ref at, sizeof(uint));
            left -= sizeof(uint);
        }

        for (ulong rest = 0; left > 0; left--, at = ref Unsafe.Add(ref at, 1))
        {
            rest = (rest << 8) | at;
            hash = left == 1 ? Mix(hash ^ (rest | SmallLetters)) : hash;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value ^ Mixer, Mixer, out var low);
        return high ^ low;
    }

    // The lower half says where, the upper half what; 0 is nothing.
    private void Add(ulong hash)
    {
        _marks[Place(hash)] |= 1UL << (int)(hash >> 58);
        var slot = Home(hash);
        for (; _slots[slot] != 0; slot = Next(slot))
        {
            if (_slots[slot] == Kept(hash))
            {
                return;
            }
        }

        _slots[slot] = Kept(hash);
    }

    private int Home(ulong hash) => (int)(((uint)hash * (ulong)_slots.Length) >> 32);

    private int Next(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;

    private uint Place(ulong hash) => (uint)(hash >> 32) & (uint)(_marks.Length - 1);

    private bool Has(ulong hash)
    {
        if ((_marks[Place(hash)] & (1UL << (int)(hash >> 58))) == 0)
        {
            return false;
        }

        for (var slot = Home(hash); _slots[slot] != 0; slot = Next(slot))
        {
            if (_slots[slot] == Kept(hash))
            {
                return true;
            }
        }

        return false;
    }

    private static uint Kept(ulong hash) => (uint)(hash >> 32) | 1;
}
