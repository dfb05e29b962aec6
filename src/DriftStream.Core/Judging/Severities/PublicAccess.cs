using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Changes that give data to everybody, or to another account.</summary>
internal static class PublicAccess
{
    private static readonly string[] Shares = ["aws_ami_launch_permission", "aws_snapshot_create_volume_permission", "aws_ram_principal_association"];

    /// <summary>The effects of one change.</summary>
    public static IEnumerable<SeenEffect> Of(ChangeFacts facts)
    {
        if (facts.After.IsNull || facts.Change.Hidden)
        {
            return [];
        }

        if (facts.IsChild)
        {
            return OfThing(facts.Root, facts.After).Select(e => facts.Seen(e.Effect));
        }

        if (IsGivenToAll(facts.Root, facts.After))
        {
            return [facts.Seen(SeverityEffects.PublicBucket)];
        }

        var isShare = facts.Root == "shared_accounts" || (facts.Root == "permissions" && facts.Type == "aws_ssm_document");
        return isShare ? [facts.Seen(IsForAll(facts.After) ? OfEverybody($"{facts.Type} {facts.Root}") : SeverityEffects.Shared)] : [];
    }

    /// <summary>The effects of something of a type being there that was not there before.</summary>
    public static IEnumerable<SeenEffect> OfThing(string type, Value thing)
    {
        if (Shares.Contains(type))
        {
            return [new(IsForAll(thing) ? OfEverybody(type) : SeverityEffects.Shared, type)];
        }

        return thing.Members.Where(m => IsGivenToAll(m.Key, m.Value)).Select(m => new SeenEffect(SeverityEffects.PublicBucket, m.Key));
    }

    private static bool IsGivenToAll(string root, Value value) =>
        (root == "acl" && (TextsIn.Contain(value, "public") || TextsIn.Contain(value, "authenticated-read")))
        || TextsIn.Contain(value, "global/AllUsers") || TextsIn.Contain(value, "global/AuthenticatedUsers");

    private static bool IsForAll(Value value) =>
        value.Text.Equals("all", StringComparison.OrdinalIgnoreCase) || value.Items.Any(IsForAll) || value.Members.Any(m => IsForAll(m.Value));

    private static SeverityEffect OfEverybody(string what) =>
        what.Contains("snapshot", StringComparison.Ordinal) ? SeverityEffects.PublicSnapshot
        : what.Contains("aws_ami", StringComparison.Ordinal) ? SeverityEffects.PublicImage
        : SeverityEffects.PublicResource;
}
