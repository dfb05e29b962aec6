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
    public static IEnumerable<SeenEffect> Of(string type, Value thing) =>
    [
        .. OpenPorts.OfRule(thing, type) is { } opened ? [opened] : Array.Empty<SeenEffect>(),
        .. RouteChanges.OfThing(type, thing),
        .. PublicAccess.OfThing(type, thing),
        .. RightsChanges.GivesRights(type) ? RightsChanges.OfThing(type, thing) : [],
        .. type == "aws_iam_policy" ? [] : thing.Members.SelectMany(m => OfMember(new(new(m.Key, Value.Null, m.Value), type, thing, []))),
    ];

    private static IEnumerable<SeenEffect> OfMember(ChangeFacts member) => RightsChanges.Of(member).Where(e => OfMembers.Contains(e.Effect));
}
