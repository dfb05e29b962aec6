using System.Text;
using DriftStream.Core.Judging.Prospects;

namespace DriftStream.Replay.Scanning;

/// <summary>The calls that one scanner has met.</summary>
internal sealed class CallTable(CallProspects calls)
{
    private const int Slots = 1 << 14;

    // Real archives have some thousands; made-up names must not fill the memory.
    private const int Most = Slots / 2;

    private readonly KnownCall?[] _slots = new KnownCall?[Slots];
    private int _count;

    /// <summary>The call of this spelling.</summary>
    public KnownCall Of(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        var slot = (int)((ByteHash.Of(name) + (uint)source.Length) % Slots);
        for (; _slots[slot] is { } known; slot = (slot + 1) % Slots)
        {
            if (known.Is(source, name))
            {
                return known;
            }
        }

        var call = new KnownCall(source.ToArray(), name.ToArray(), calls.Of(Encoding.UTF8.GetString(source), Encoding.UTF8.GetString(name)));
        if (_count < Most)
        {
            _slots[slot] = call;
            _count++;
        }

        return call;
    }

    /// <summary>The unknown calls that were skipped since the last time.</summary>
    public List<KeyValuePair<string, long>> TakeUnknown()
    {
        var unknown = new List<KeyValuePair<string, long>>();
        foreach (var call in _slots)
        {
            if (call is { Skipped: > 0 })
            {
                unknown.Add(new($"{call.Prospect.Operation} ({call.Prospect.Source})", call.Skipped));
                call.Skipped = 0;
            }
        }

        return unknown;
    }
}
