using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Replay.AsOf;

/// <summary>
/// All states through time, as eras in which none of them changed. Only the era that was asked for last is kept in memory, so asking in
/// the order of time is cheap. Safe to use from several threads.
/// </summary>
internal sealed class StateEras(EventCatalog catalog, IReadOnlyList<PastState> states)
{
    private readonly Lock _gate = new();
    private readonly PastVersion?[] _versions = new PastVersion?[states.Count];
    private readonly TerraformState?[] _read = new TerraformState?[states.Count];

    // The oldest version counts before its time, too.
    private readonly long[] _begins = [.. states.SelectMany(s => s.Versions.Skip(1)).Select(v => v.From).Distinct().Order()];
    private readonly Lazy<StateIndex> _ever = new(() => StateIndex.Build(catalog, [.. states.SelectMany(s => s.Ever)]));
    private StateIndex _index = StateIndex.Empty;
    private int _era = -1;

    /// <summary>The states.</summary>
    public IReadOnlyList<PastState> States => states;

    /// <summary>How many eras there are.</summary>
    public int Count => _begins.Length + 1;

    /// <summary>The number of the era that a moment lies in.</summary>
    public int EraOf(long ticks) => Array.BinarySearch(_begins, ticks) is var place && place >= 0 ? place + 1 : ~place;

    /// <summary>When an era begins.</summary>
    public DateTimeOffset BeginOf(int era) => era == 0 ? DateTimeOffset.MinValue : new(_begins[era - 1], TimeSpan.Zero);

    /// <summary>What the states held at a moment.</summary>
    public StateIndex At(DateTimeOffset time) => InEra(EraOf(time.UtcTicks));

    /// <summary>What the states held in an era.</summary>
    public StateIndex InEra(int era)
    {
        lock (_gate)
        {
            if (era != _era)
            {
                MoveTo(era);
            }

            return _index;
        }
    }

    /// <summary>All that any version held. Good only for proofs that something was never held.</summary>
    public StateIndex Ever => _ever.Value;

    private void MoveTo(int era)
    {
        for (var i = 0; i < states.Count; i++)
        {
            var version = states[i].At(BeginOf(era).UtcTicks);
            if (version != _versions[i])
            {
                (_versions[i], _read[i]) = (version, version.Read?.Invoke());
            }
        }

        (_era, _index) = (era, (_era < 0 ? Ever : _index).Then([.. _read.OfType<TerraformState>()]));
    }
}
