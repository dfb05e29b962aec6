using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging;

/// <summary>Where the names in an instance's values live, and what the states know them as.</summary>
internal static class Subjects
{
    private const string Alias = "alias/";

    /// <summary>The instance as a subject of comparing.</summary>
    public static Subject Of(ResourceInstance instance, ResourceType? type, Situation situation)
    {
        var place = situation.States.PlacementOf(instance);
        return new()
        {
            Type = instance.Type,
            Account = place.Account ?? situation.Change.Account,
            Region = type is { IsGlobal: true } ? null : place.Region ?? situation.Change.Region,
            OtherNames = name => OtherNames(name, situation),
        };
    }

    // Security groups of one name can be many, each in its own network: then the name alone says nothing.
    private static IEnumerable<string> OtherNames(string name, Situation situation)
    {
        var alias = name.IndexOf(Alias, StringComparison.Ordinal);
        if (alias >= 0)
        {
            return situation.Matcher.Named("aws_kms_alias", "name", name[alias..], situation.Change).SelectMany(a => Matcher.Texts(a, "target_key_id").Concat(Matcher.Texts(a, "target_key_arn")));
        }

        var groups = situation.Matcher.Named("aws_security_group", "name", name, situation.Change).Where(g => g.Attributes["name"].Text == name).ToList();
        return groups.Count == 1 ? Matcher.Texts(groups[0], "id") : [];
    }
}
