using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DriftStream.Replay.Scanning;

/// <summary>A yes or no that a record may leave open.</summary>
internal enum Stated
{
    /// <summary>The record does not say.</summary>
    Nothing,

    /// <summary>No.</summary>
    No,

    /// <summary>Yes.</summary>
    Yes,
}

/// <summary>
/// The members of a record that decide about it. A quote, a name and a quote at the record's own level are a key, or a value of just
/// that text; only a key has a comma before it and a colon behind. Whatever is spelled another way leaves a doubt.
/// </summary>
internal sealed class RecordKeys
{
    private static readonly ulong EventName = Word("eventNam"u8);
    private static readonly ulong EventSource = Word("eventSou"u8);
    private static readonly ulong EventTime = Word("eventTim"u8);
    private static readonly ulong EventData = Word("eventDat"u8);
    private static readonly ulong ErrorCode = Word("errorCod"u8);
    private static readonly ulong ReadOnlyKey = Word("readOnly"u8);
    private static readonly ulong RequestParameters = Word("requestP"u8);
    private static readonly ulong ResponseElements = Word("response"u8);
    private static readonly ulong RecipientAccount = Word("recipien"u8);

    // "readOnly" with its quotes.
    private const int ShortestKey = 10;

    private byte[] _bytes = [];
    private int _start;
    private int _segment;
    private int _segmentEnd;

    /// <summary>Whether something is spelled so that only a JSON reader can tell what it means.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Where the event's name stands, without quotes.</summary>
    public Range Name { get; private set; }

    /// <summary>Where the service stands, without quotes.</summary>
    public Range Source { get; private set; }

    /// <summary>Where the time stands, with quotes.</summary>
    public Range Time { get; private set; }

    /// <summary>Where the account stands, without quotes; empty where it is not said.</summary>
    public Range Account { get; private set; }

    /// <summary>Whether AWS refused the call.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether the record says that the call only read.</summary>
    public Stated ReadOnly { get; private set; }

    /// <summary>The segment before the request's object; -1 where there is none.</summary>
    public int Request { get; private set; }

    /// <summary>The segment before the response's object; -1 where there is none.</summary>
    public int Response { get; private set; }

    /// <summary>Whether request or response is neither an object nor null.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>Finds the members of a record.</summary>
    public void Read(byte[] bytes, RecordSpan record)
    {
        (_bytes, _start) = (bytes, record.Start);
        (Name, Source, Time, Account) = (default, default, default, default);
        (IsDoubtful, IsRefused, IsOdd, ReadOnly, Request, Response) = (false, false, false, Stated.Nothing, -1, -1);
        for (_segment = 0; _segment < record.Segments; _segment++)
        {
            ReadSegment(record.From(_segment), record.To(_segment));
        }

        IsDoubtful |= Name.Equals(default) || Source.Equals(default) || Time.Equals(default);
    }

    private static ulong Word(ReadOnlySpan<byte> letters) => MemoryMarshal.Read<ulong>(letters);

    // All that is asked for begins with e or r. Behind a colon stands a value.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadSegment(int from, int to)
    {
        if (to - from < ShortestKey)
        {
            return;
        }

        _segmentEnd = to;
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(_bytes);
        for (var at = from; at < to; at += Blocks.Size)
        {
            ref var next = ref Unsafe.Add(ref bytes, at + 1);
            var hits = Blocks.Of(ref Unsafe.Add(ref bytes, at), (byte)'"') & (Blocks.Of(ref next, (byte)'e') | Blocks.Of(ref next, (byte)'r')) & ~Blocks.Of(ref Unsafe.Add(ref bytes, at - 1), (byte)':');
            hits &= to - at < Blocks.Size ? (1UL << (to - at)) - 1 : ulong.MaxValue;
            for (; hits != 0; hits &= hits - 1)
            {
                var quote = at + BitOperations.TrailingZeroCount(hits);
                Meet(quote, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, quote + 1)));
            }
        }
    }

    private void Meet(int quote, ulong word)
    {
        if (word == EventName)
        {
            MeetName(quote);
        }
        else if (word == EventSource)
        {
            MeetSource(quote);
        }
        else if (word == EventTime)
        {
            MeetTime(quote);
        }
        else if (word == ReadOnlyKey)
        {
            MeetReadOnly(quote);
        }
        else if (word == RequestParameters)
        {
            Request = MeetObject(quote, "requestParameters"u8, Request);
        }
        else if (word == ResponseElements)
        {
            Response = MeetObject(quote, "responseElements"u8, Response);
        }
        else if (word == ErrorCode)
        {
            MeetErrorCode(quote);
        }
        else if (word == RecipientAccount)
        {
            MeetAccount(quote);
        }
        else if (word == EventData)
        {
            IsDoubtful |= IsWhole(quote, "eventData"u8);
        }
    }

    private void MeetName(int quote)
    {
        if (ValueOf(quote, "eventName"u8) is var value and >= 0)
        {
            Name = Once(Name, Text(value));
        }
    }

    private void MeetSource(int quote)
    {
        if (ValueOf(quote, "eventSource"u8) is var value and >= 0)
        {
            Source = Once(Source, Text(value));
        }
    }

    private void MeetAccount(int quote)
    {
        if (ValueOf(quote, "recipientAccountId"u8) is var value and >= 0)
        {
            Account = Once(Account, Text(value));
        }
    }

    // As CloudTrail writes it: "2026-03-01T08:15:30Z".
    private void MeetTime(int quote)
    {
        if (ValueOf(quote, "eventTime"u8) is not (var value and >= 0))
        {
            return;
        }

        IsDoubtful |= _bytes.AsSpan(value, 22) is not [(byte)'"', _, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)'T', _, _, (byte)':', _, _, (byte)':', _, _, (byte)'Z', (byte)'"'];
        Time = Once(Time, value..(value + 22));
    }

    private void MeetReadOnly(int quote)
    {
        if (ValueOf(quote, "readOnly"u8) is not (var value and >= 0))
        {
            return;
        }

        IsDoubtful |= ReadOnly != Stated.Nothing;
        var text = _bytes.AsSpan(value, 6);
        ReadOnly = text is [(byte)'t', (byte)'r', (byte)'u', (byte)'e', (byte)',' or (byte)'}', _] ? Stated.Yes
            : text is [(byte)'f', (byte)'a', (byte)'l', (byte)'s', (byte)'e', (byte)',' or (byte)'}'] ? Stated.No
            : Stated.Nothing;
        IsDoubtful |= ReadOnly == Stated.Nothing;
    }

    private void MeetErrorCode(int quote)
    {
        if (ValueOf(quote, "errorCode"u8) is var value and >= 0)
        {
            IsDoubtful |= IsRefused || _bytes[value] != '"' || _bytes[value + 1] is <= (byte)' ' or (byte)'"' or >= 0x7F;
            IsRefused = true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int MeetObject(int quote, ReadOnlySpan<byte> key, int known)
    {
        if (ValueOf(quote, key) is not (var value and >= 0))
        {
            return known;
        }

        IsDoubtful |= known >= 0;
        var isObject = value == _segmentEnd && _bytes[value] == '{';
        IsOdd |= !isObject && !_bytes.AsSpan(value).StartsWith("null"u8);
        return isObject ? _segment : known;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsWhole(int quote, ReadOnlySpan<byte> key) => _bytes.AsSpan(quote + 1).StartsWith(key) && _bytes[quote + 1 + key.Length] == '"';

    // Where the value begins; -1 where this is no such key.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ValueOf(int quote, ReadOnlySpan<byte> key)
    {
        if (!IsWhole(quote, key))
        {
            return -1;
        }

        var colon = quote + key.Length + 2;
        IsDoubtful |= _bytes[colon] != ':' || (_bytes[quote - 1] != ',' && quote - 1 != _start);
        return colon + 1;
    }

    private Range Text(int value)
    {
        var start = value + 1;
        var quotes = value < _segmentEnd ? Blocks.Of(ref _bytes[start], (byte)'"') : 0;
        var length = quotes != 0 ? BitOperations.TrailingZeroCount(quotes) : _bytes.AsSpan(Math.Min(start, _segmentEnd).._segmentEnd).IndexOf((byte)'"');
        IsDoubtful |= _bytes[value] != '"' || length <= 0 || start + length >= _segmentEnd || _bytes[start] is <= (byte)' ' or >= 0x7F || _bytes[start + length - 1] is <= (byte)' ' or >= 0x7F;
        return start..(start + Math.Max(0, length));
    }

    private Range Once(Range known, Range found)
    {
        IsDoubtful |= !known.Equals(default);
        return found;
    }
}
