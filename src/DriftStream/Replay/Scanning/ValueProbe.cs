using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using DriftStream.Core.Judging.Prospects;
using DriftStream.Core.Matching;

namespace DriftStream.Replay.Scanning;

/// <summary>Asks of every text and number in a piece of JSON whether the states may hold something by that name.</summary>
internal sealed class ValueProbe(KeyFilter keys)
{
    private const int AccountLength = 12;
    private static readonly SearchValues<byte> NumberStarts = SearchValues.Create("-0123456789"u8);
    private static readonly SearchValues<byte> NumberEnds = SearchValues.Create(",]} \t\r\n"u8);

    private static readonly byte[][] Owners = [.. CallProspects.OwnerKeys.Select(k => Encoding.UTF8.GetBytes($"\"{k}\""))];

    private byte[] _room = new byte[1024];
    private byte[] _bytes = [];
    private CallProspect _call = new("", "", Prospect.Open);
    private bool _mayMeanOwner;
    private Range _key;
    private int _textStart;
    private int _textEnd;

    /// <summary>Whether a value may name something that is held; false is a proof that none does.</summary>
    /// <param name="bytes">A window; it can be read a block beyond the end.</param>
    /// <param name="from">Where a JSON object begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="call">What the call may mean.</param>
    /// <param name="mayMeanOwner">Whether the account that owns something may be what it means here.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MayHold(byte[] bytes, int from, int to, CallProspect call, bool mayMeanOwner)
    {
        (_bytes, _call, _mayMeanOwner, _key, _textStart, _textEnd) = (bytes, call, mayMeanOwner, default, -1, from);
        ulong escapes = 0;
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        for (var at = from; at < to; at += Blocks.Size)
        {
            ref var block = ref Unsafe.Add(ref first, at);
            var (quotes, backslashes) = (Blocks.Of(ref block, (byte)'"'), Blocks.Of(ref block, (byte)'\\'));
            quotes &= (backslashes | escapes) == 0 ? ulong.MaxValue : ~Blocks.Escaped(backslashes, ref escapes);
            quotes &= to - at < Blocks.Size ? (1UL << (to - at)) - 1 : ulong.MaxValue;
            for (; quotes != 0; quotes &= quotes - 1)
            {
                if (MeetQuote(at + BitOperations.TrailingZeroCount(quotes)))
                {
                    return true;
                }
            }
        }

        return _textStart >= 0 || MayHoldNumber(bytes.AsSpan(_textEnd..to));
    }

    private bool MeetQuote(int quote)
    {
        if (_textStart < 0)
        {
            _textStart = quote;
            return quote > _textEnd + 1 && MayHoldNumber(_bytes.AsSpan(_textEnd..quote));
        }

        var text = _textStart..(quote + 1);
        (_textStart, _textEnd) = (-1, quote + 1);
        if (_bytes[quote + 1] == ':')
        {
            _key = text;
            return false;
        }

        return MayHoldValue(_bytes.AsSpan(text)) && (_mayMeanOwner || !IsOwner(_bytes.AsSpan(_key), _bytes.AsSpan(text)));
    }

    // Between two texts.
    private bool MayHoldNumber(ReadOnlySpan<byte> between)
    {
        for (var start = between.IndexOfAny(NumberStarts); start >= 0; start = between.IndexOfAny(NumberStarts))
        {
            between = between[start..];
            var length = between.IndexOfAny(NumberEnds) is var end and >= 0 ? end : between.Length;
            if (keys.MayHold(between[..length]))
            {
                return true;
            }

            between = between[length..];
        }

        return false;
    }

    // "ownerId":"111122223333"
    private static bool IsOwner(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (value.Length != AccountLength + 2 || value[1..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        foreach (var known in Owners)
        {
            if (key.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayHoldValue(ReadOnlySpan<byte> json)
    {
        var text = json[1..^1];
        if (text.Contains((byte)'\\'))
        {
            return !TryUnescape(json, out var plain) || MayHoldText(plain);
        }

        return MayHoldText(text);
    }

    private bool MayHoldText(ReadOnlySpan<byte> text) =>
        keys.MayHold(text)
        || (_call.TakesAliases && text.IndexOf("alias/"u8) is var alias and > 0 && keys.MayHold(text[alias..]))
        || (_call.TakesShortNames && text.Contains((byte)':') && MayHoldPart(text));

    private bool MayHoldPart(ReadOnlySpan<byte> text)
    {
        foreach (var part in text.Split((byte)':'))
        {
            if (keys.MayHold(text[part]))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryUnescape(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> text)
    {
        text = [];
        if (_room.Length < json.Length)
        {
            _room = new byte[2 * json.Length];
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            text = _room.AsSpan(0, reader.CopyString(_room));
            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
