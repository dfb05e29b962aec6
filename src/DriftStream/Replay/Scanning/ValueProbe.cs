using System.Buffers;
using System.Text;
using System.Text.Json;
using DriftStream.Core.Judging.Prospects;
using DriftStream.Core.Matching;

namespace DriftStream.Replay.Scanning;

/// <summary>Asks of every text and number in a piece of JSON whether the states may hold something by that name.</summary>
internal sealed class ValueProbe(StateIndex states)
{
    private const int AccountLength = 12;
    private static readonly SearchValues<byte> Starts = SearchValues.Create("\"-0123456789"u8);
    private static readonly SearchValues<byte> NumberEnds = SearchValues.Create(",]} \t\r\n"u8);

    private static readonly byte[][] Owners = [.. CallProspects.OwnerKeys.Select(k => Encoding.UTF8.GetBytes($"\"{k}\""))];

    private byte[] _room = new byte[1024];

    /// <summary>Whether a value may name something that is held; false is a proof that none does.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="call">What the call may mean.</param>
    public bool MayHold(ReadOnlySpan<byte> json, CallProspect call)
    {
        ReadOnlySpan<byte> key = [];
        for (var start = json.IndexOfAny(Starts); start >= 0; start = json.IndexOfAny(Starts))
        {
            json = json[start..];
            var length = json[0] == '"' ? TextLength(json) : NumberLength(json);
            if (length < 0)
            {
                return true;
            }

            if (IsKey(json, length))
            {
                key = json[..length];
            }
            else if (MayHoldValue(json[..length], call.TakesAliases) && (call.MayMeanOwner || !IsOwner(key, json[..length])))
            {
                return true;
            }

            json = json[length..];
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

    private static bool IsKey(ReadOnlySpan<byte> json, int length) => length < json.Length && json[length] == ':';

    private static int NumberLength(ReadOnlySpan<byte> json) => json.IndexOfAny(NumberEnds) is var end and >= 0 ? end : json.Length;

    // With both quotes; -1 where it does not end.
    private static int TextLength(ReadOnlySpan<byte> json)
    {
        for (var at = 1; at < json.Length;)
        {
            var step = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
            {
                return -1;
            }

            at += step + 1;
            if (json[at - 1] == '"')
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    private bool MayHoldValue(ReadOnlySpan<byte> json, bool takesAliases)
    {
        if (json[0] != '"')
        {
            return states.MayHold(json);
        }

        var text = json[1..^1];
        if (text.Contains((byte)'\\'))
        {
            return !TryUnescape(json, out var plain) || MayHoldText(plain, takesAliases);
        }

        return MayHoldText(text, takesAliases);
    }

    private bool MayHoldText(ReadOnlySpan<byte> text, bool takesAliases) =>
        states.MayHold(text) || (takesAliases && text.IndexOf("alias/"u8) is var alias and > 0 && states.MayHold(text[alias..]));

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
