using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DriftStream.Replay.Scanning;

/// <summary>
/// Finds the records of a log file by quotes and braces alone, 64 bytes at a time. Braces are counted, brackets are not: a key can
/// only stand in an object. Between records stand commas and blanks only; where anything else is met, the scanner is lost, and
/// whoever reads JSON has to go on from the last record.
/// </summary>
internal sealed class LogScanner(LogWindow window, RecordReader records)
{
    private readonly RecordSpan _record = new();
    private int _at;
    private int _depth;
    private ulong _inString;
    private ulong _escapes;
    private int _lastBackslash;
    private int _recordEnd;
    private int _documentEnd;
    private int _lastStart;

    /// <summary>Whether something was met that is no plain log file.</summary>
    public bool IsLost { get; private set; }

    /// <summary>How many elements of the list were read.</summary>
    public int Elements { get; private set; }

    /// <summary>How many items the last element came to.</summary>
    public int LastItems { get; private set; }

    /// <summary>How many lines ended before the last element, as far as anybody will ask.</summary>
    public int Lines { get; private set; }

    /// <summary>What stands before the first element; null for the usual.</summary>
    public byte[]? Head { get; private set; }

    /// <summary>The first byte of the window that is still needed.</summary>
    public int KeepFrom => Elements > 0 ? _lastStart : 0;

    /// <summary>Begins with another content.</summary>
    public void Clear()
    {
        (_at, _depth, _inString, _escapes, _lastBackslash) = (0, 0, 0, 0, -1);
        (_recordEnd, _documentEnd, _lastStart) = (0, -1, 0);
        (IsLost, Elements, LastItems, Lines, Head) = (false, 0, 0, 0, null);
    }

    /// <summary>Follows the window that let go of its first bytes.</summary>
    public void Slide(int count)
    {
        _at -= count;
        _lastBackslash -= count;
        _recordEnd -= count;
        _documentEnd -= _documentEnd < 0 ? 0 : count;
        _lastStart -= count;
        _record.Slide(count);
    }

    /// <summary>Scans what is left and says whether the document was complete.</summary>
    public bool Finish()
    {
        window.ClearMargin();
        Scan(window.Length);
        IsLost |= _documentEnd < 0 || _inString != 0 || !LogSyntax.IsBlank(window.Bytes.AsSpan(_documentEnd..window.Length));
        return !IsLost;
    }

    /// <summary>Scans all whole blocks of the window.</summary>
    public void Scan() => Scan(window.Length - Blocks.Size + 1);

    // A small archive is read before the runtime has found out that this is worth its time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(int end)
    {
        var at = _at;
        ulong inString = _inString, escapes = _escapes;
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(window.Bytes);
        for (; at < end && !IsLost; at += Blocks.Size)
        {
            ref var block = ref Unsafe.Add(ref bytes, at);
            var quotes = Blocks.Of(ref block, (byte)'"');
            var backslashes = Blocks.Of(ref block, (byte)'\\');
            if ((backslashes | escapes) != 0)
            {
                quotes &= ~Blocks.Escaped(backslashes, ref escapes);
                _lastBackslash = at + Blocks.Size;
            }

            var inside = Blocks.Between(quotes) ^ inString;
            inString = (ulong)((long)inside >> 63);
            var opening = Blocks.Of(ref block, (byte)'{') & ~inside;
            var braces = opening | (Blocks.Of(ref block, (byte)'}') & ~inside);
            if (braces != 0)
            {
                Walk(at, braces, opening);
            }
        }

        (_at, _inString, _escapes) = (at, inString, escapes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(int block, ulong braces, ulong opening)
    {
        var depth = _depth;
        for (; braces != 0; braces &= braces - 1)
        {
            var at = block + BitOperations.TrailingZeroCount(braces);
            if ((opening & braces & (0 - braces)) != 0)
            {
                if (depth++ <= 2)
                {
                    Open(at, depth);
                }
            }
            else if (--depth <= 2)
            {
                Close(at, depth);
            }
        }

        _depth = depth;
    }

    private void Open(int at, int depth)
    {
        switch (depth)
        {
            case 3:
                _record.EndSegment(at);
                break;
            case 2:
                IsLost |= !Separates(at);
                _record.Begin(at);
                break;
            default:
                IsLost |= _documentEnd >= 0 || !LogSyntax.IsBlank(window.Bytes.AsSpan(0, at));
                break;
        }
    }

    private void Close(int at, int depth)
    {
        switch (depth)
        {
            case 2:
                _record.BeginSegment(at + 1);
                break;
            case 1:
                _record.EndSegment(at);
                Take(at + 1);
                break;
            default:
                IsLost |= depth < 0 || !Ends(at);
                _documentEnd = at + 1;
                break;
        }
    }

    private void Take(int end)
    {
        if (IsLost)
        {
            return;
        }

        _record.End = end;
        _record.MayEscape = _lastBackslash > _record.Start;
        LastItems = records.Take(this, _record, Elements);
        Elements++;
        (_lastStart, _recordEnd) = (_record.Start, end);
    }

    private bool Separates(int at)
    {
        if (Elements > 0)
        {
            return (at == _recordEnd + 1 && window.Bytes[_recordEnd] == ',') || SeparatesWithBlanks(window.Bytes.AsSpan(_recordEnd, at - _recordEnd));
        }

        var head = window.Bytes.AsSpan(0, at);
        if (LogSyntax.IsUsualHead(head))
        {
            return true;
        }

        Head = head.ToArray();
        return LogSyntax.IsHead(head);
    }

    private bool SeparatesWithBlanks(ReadOnlySpan<byte> between)
    {
        Lines += between.Count((byte)'\n');
        return LogSyntax.Trim(between) is [(byte)','];
    }

    private bool Ends(int at) => Elements > 0
        ? LogSyntax.Trim(window.Bytes.AsSpan(_recordEnd, at - _recordEnd)) is [(byte)']']
        : LogSyntax.Trim(window.Bytes.AsSpan(0, at)) is [.. var head, (byte)']'] && LogSyntax.IsHead(head);

    /// <summary>Counts the lines of an element that is not compact.</summary>
    public void CountLines(ReadOnlySpan<byte> element) => Lines += element.Count((byte)'\n');
}
