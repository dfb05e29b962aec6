using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DriftStream.Replay.Scanning;

/// <summary>
/// Finds the braces of a log file that stand outside of texts, 64 bytes at a time. What comes of them is decided afterwards, so that
/// here nothing but a backslash makes a difference.
/// </summary>
internal sealed class LogMarks
{
    /// <summary>How many bytes are looked through at a time.</summary>
    public const int Stretch = Blocks.Size * Blocks.Size;

    // With this both braces are the same, and so are y and DEL, which no JSON has outside of texts.
    private const byte BothBraces = (byte)'{' | (byte)'}';
    private const byte Differing = (byte)'{' ^ (byte)'}';

    private readonly ulong[] _braces = new ulong[Blocks.Size];
    private ulong _inText;
    private ulong _escapes;
    private ulong _escapedBlocks;
    private int _begin;
    private int _lastBackslash;

    /// <summary>Whether the last text that began has not ended yet.</summary>
    public bool IsInText => _inText != 0;

    /// <summary>Begins with another content.</summary>
    public void Clear() => (_inText, _escapes, _begin, _escapedBlocks, _lastBackslash) = (0, 0, 0, 0, -1);

    /// <summary>Follows the window that let go of its first bytes.</summary>
    public void Slide(int count)
    {
        _begin -= count;
        _lastBackslash -= count;
    }

    /// <summary>The braces of a block of the stretch: one bit for each.</summary>
    public ulong Of(int block) => _braces[block];

    /// <summary>Whether there may be a backslash between two places; the later one is in the last stretch.</summary>
    public bool MayEscape(int from, int to)
    {
        if (_lastBackslash > from)
        {
            return true;
        }

        var (first, last) = (Math.Max(0, from - _begin) / Blocks.Size, (to - _begin) / Blocks.Size);
        return _escapedBlocks >> first << first << (Blocks.Size - 1 - last) != 0;
    }

    /// <summary>Looks through a stretch.</summary>
    /// <param name="bytes">A window that can be read a block beyond the end.</param>
    /// <param name="from">Where the stretch before ended.</param>
    /// <param name="to">Where it ends.</param>
    /// <returns>The blocks that have braces: one bit for each.</returns>
    // A small archive is read before the runtime has found out that this is worth its time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public ulong Mark(byte[] bytes, int from, int to)
    {
        Begin(from);
        ulong inText = _inText, escapes = _escapes, blocks = 0;
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        ref var all = ref MemoryMarshal.GetArrayDataReference(_braces);
        for (int at = from, number = 0; at < to; at += Blocks.Size, number++)
        {
            ref var block = ref Unsafe.Add(ref first, at);
            var quotes = Blocks.Of(ref block, (byte)'"');
            var backslashes = Blocks.Of(ref block, (byte)'\\');
            if ((backslashes | escapes) != 0)
            {
                var carry = escapes;
                quotes &= ~Blocks.Escaped(backslashes, ref carry);
                escapes = carry;
                _escapedBlocks |= 1UL << number;
            }

            var inside = Blocks.Between(quotes) ^ inText;
            inText = (ulong)((long)inside >> 63);
            var braces = Blocks.Of(ref block, BothBraces, Differing) & ~inside;
            Unsafe.Add(ref all, number) = braces;
            blocks |= (braces != 0 ? 1UL : 0) << number;
        }

        (_inText, _escapes) = (inText, escapes);
        return blocks;
    }

    private void Begin(int from)
    {
        _lastBackslash = _escapedBlocks == 0 ? _lastBackslash : from;
        (_begin, _escapedBlocks) = (from, 0);
    }
}
