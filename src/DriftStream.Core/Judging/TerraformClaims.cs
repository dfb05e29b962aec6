using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging;

/// <summary>What an event's claim to be Terraform's is worth, state by state: each may have its own runners, and somebody may be applying to it.</summary>
internal sealed class TerraformClaims
{
    private readonly CloudTrailEvent _change;
    private readonly JudgeSettings _settings;
    private static readonly ILookup<string, string> None = Array.Empty<string>().ToLookup(r => r);

    private readonly bool _claims;
    private readonly ILookup<string, string> _runners = None;
    private Dictionary<string, TerraformClaim>? _byState;

    public TerraformClaims(CloudTrailEvent change, JudgeSettings settings, StateIndex states)
    {
        (_change, _settings) = (change, settings);
        _claims = ActorReader.ClaimsTerraform(change);
        if (_claims)
        {
            _runners = !states.HasRunners ? None : states.States.SelectMany(s => s.Runners.Select(r => (s.Name, Runner: r))).ToLookup(r => r.Name, r => r.Runner, StringComparer.Ordinal);
            Anywhere = Of(states.HasRunners ? [.. settings.Runners, .. _runners.SelectMany(r => r)] : settings.Runners);
        }
    }

    /// <summary>The claim where no state is concerned.</summary>
    public TerraformClaim Anywhere { get; } = TerraformClaim.None;

    /// <summary>The claim on a resource of a state.</summary>
    public TerraformClaim For(string state)
    {
        if (!_claims)
        {
            return TerraformClaim.None;
        }

        _byState ??= [];
        if (!_byState.TryGetValue(state, out var claim))
        {
            claim = Of([.. _settings.Runners, .. _runners[state]]);
            var isApplying = _settings.Windows.TryGetValue(state, out var window) && window.Covers(_change.Time);
            _byState[state] = claim = claim.IsPlausible || !isApplying ? claim : claim with { IsPlausible = true, IsInWindow = true, AppliedBy = window!.Who };
        }

        return claim;
    }

    private TerraformClaim Of(IReadOnlyList<string> runners)
    {
        var isRunner = runners.Any(r => ActorReader.IsRunner(_change.Identity, r));
        return new(Claims: true, isRunner, isRunner || runners.Count == 0);
    }
}
