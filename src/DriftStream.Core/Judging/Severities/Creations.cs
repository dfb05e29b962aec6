using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>What something new does that no state holds.</summary>
internal static class Creations
{
    // What is wide in a new resource counts only where it is as bad as can be: almost every one brings a role or a policy along.
    private static readonly SeverityEffect[] OfMembers =
        [SeverityEffects.PublicBucket, SeverityEffects.WildcardPrincipal, SeverityEffects.WildcardAction, SeverityEffects.AdminGrant];

    /// <summary>The effects of a creation.</summary>
    /// <param name="type">The type of what was created.</param>
    /// <param name="thing">What is known of it.</param>
    public static List<SeenEffect> Of(string type, Value thing)
    {
        var seen = new List<SeenEffect>();
        if (OpenPorts.OfRule(thing, type) is { } opened)
        {
            seen.Add(opened);
        }

        seen.AddRange(RouteChanges.OfThing(type, thing));
        seen.AddRange(PublicAccess.OfThing(type, thing));
        seen.AddRange(RightsChanges.GivesRights(type) ? RightsChanges.OfThing(type, thing) : []);
        foreach (var (name, value) in type == "aws_iam_policy" ? [] : thing.Members)
        {
            seen.AddRange(RightsChanges.Of(new(new(name, Value.Null, value), type, thing, [])).Where(e => OfMembers.Contains(e.Effect)));
        }

        return seen;
    }
}
