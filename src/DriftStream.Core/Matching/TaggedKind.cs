using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Matching;

/// <summary>Which kind of resource a tagging call means, where it says so: a role, a user and an instance profile often share one name.</summary>
internal static class TaggedKind
{
    private static readonly string[] Verbs = ["Tag", "Untag"];

    /// <summary>Whether a resource of this type can be what the call tags.</summary>
    public static bool Allows(CloudTrailEvent change, string type) =>
        Noun(change) is not { } noun || type.Replace("_", "", StringComparison.Ordinal).Contains(noun, StringComparison.OrdinalIgnoreCase);

    // TagInstanceProfile says it by its name, Systems Manager by a parameter.
    private static string? Noun(CloudTrailEvent change)
    {
        if (change.Source == "ssm.amazonaws.com")
        {
            return RequestMembers.Root(change).Find("resourceType", StringComparison.OrdinalIgnoreCase) is { IsScalar: true, Text.Length: > 0 } kind ? kind.Text : null;
        }

        var verb = Array.Find(Verbs, v => change.Operation.StartsWith(v, StringComparison.Ordinal));
        return verb is null || change.Operation[verb.Length..] is "" or "Resource" or "Resources" ? null : change.Operation[verb.Length..];
    }
}
