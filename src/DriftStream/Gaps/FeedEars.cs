using DriftStream.Core.CloudTrail;
using DriftStream.Core.Feeds;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Hears who speaks: every event that arrives by itself, not those that are fetched later.</summary>
internal sealed class FeedEars(IOptions<GapOptions> options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<FeedPlace, Rhythm> _heard = [];
    private readonly Dictionary<string, DateTimeOffset> _applied = [];

    /// <summary>An event arrived.</summary>
    public void Hear(CloudTrailEvent change)
    {
        if (change is not { Account: { } account, Region: { } region })
        {
            return;
        }

        var place = new FeedPlace(account, region);
        var now = clock.GetUtcNow();
        // A time in the future would hide every silence until then.
        var at = change.Time < now ? change.Time : now;
        lock (_lock)
        {
            if (_heard.TryGetValue(place, out var rhythm))
            {
                _heard[place] = rhythm.After(at, options.Value.Silence.Limit(rhythm, DateTimeOffset.MinValue));
            }
            else
            {
                _heard[place] = Rhythm.Begun(at);
            }
        }
    }

    /// <summary>Terraform changed something that a state holds.</summary>
    public void Applied(string state, DateTimeOffset at)
    {
        lock (_lock)
        {
            _applied[state] = _applied.TryGetValue(state, out var known) && known > at ? known : at;
        }
    }

    /// <summary>When Terraform last changed something of each state, since the start.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LastApplied()
    {
        lock (_lock)
        {
            return new Dictionary<string, DateTimeOffset>(_applied);
        }
    }

    /// <summary>What was heard so far.</summary>
    public IReadOnlyDictionary<FeedPlace, Rhythm> Heard()
    {
        lock (_lock)
        {
            return new Dictionary<FeedPlace, Rhythm>(_heard);
        }
    }

    /// <summary>What the ledger knows beside it, from before and from other processes.</summary>
    public void Learn(IReadOnlyDictionary<FeedPlace, Rhythm> known)
    {
        lock (_lock)
        {
            foreach (var (place, rhythm) in known)
            {
                _heard[place] = _heard.TryGetValue(place, out var mine) ? mine.With(rhythm) : rhythm;
            }
        }
    }
}
