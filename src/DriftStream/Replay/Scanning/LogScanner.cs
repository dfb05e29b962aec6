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
    // The braces of the file and of the record.
    private const int LevelOfRecord = 2;

    private readonly RecordSpan _record = new();
    private readonly LogMarks _marks = new();
    private int _at;
    private int _depth;
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
        _marks.Clear();
        (_at, _depth) = (0, 0);
        (_recordEnd, _documentEnd, _lastStart) = (0, -1, 0);
        (IsLost, Elements, LastItems, Lines, Head) = (false, 0, 0, 0, null);
    }

    /// <summary>Follows the window that let go of its first bytes.</summary>
    public void Slide(int count)
    {
        _at -= count;
        _marks.Slide(count);
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
        IsLost |= _documentEnd < 0 || _marks.IsInText || !LogSyntax.IsBlank(window.Bytes.AsSpan(_documentEnd..window.Length));
        return !IsLost;
    }

    /// <summary>Scans all whole blocks of the window.</summary>
    public void Scan() => Scan(window.Length - Blocks.Size + 1);

    private void Scan(int end)
    {
        while (_at < end && !IsLost)
        {
            var to = Math.Min(_at + LogMarks.Stretch, end);
            Follow(_marks.Mark(window.Bytes, _at, to));
            _at += (to - _at + Blocks.Size - 1) / Blocks.Size * Blocks.Size;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Follow(ulong blocks)
    {
        var depth = _depth;
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(window.Bytes);
        for (; blocks != 0 && !IsLost; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            for (var braces = _marks.Of(block); braces != 0; braces &= braces - 1)
            {
                var at = _at + (block * Blocks.Size) + BitOperations.TrailingZeroCount(braces);
                var brace = Unsafe.Add(ref bytes, at);
                IsLost |= brace is not ((byte)'{' or (byte)'}');
                if (brace == '{')
                {
                    if (depth++ <= LevelOfRecord)
                    {
                        Open(at, depth);
                    }
                }
                else if (--depth <= LevelOfRecord)
                {
                    Close(at, depth);
                }
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
        _record.MayEscape = _marks.MayEscape(_record.Start, end - 1);
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
