using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Users in IAM groups: a group's list of all its users, a user's list of some groups, or a membership that no state holds.</summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_user_group_membership</remarks>
internal static class GroupMembers
{
    private const string OfUser = "aws_iam_user_group_membership";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) =>
        IsKnown(situation) ? Reading.Identifying(situation, OfUser, ("userName", "user"), ("groupName", "groups")) : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("userName") is not { } user || situation.Text("groupName") is not { } group)
        {
            return null;
        }

        var adds = situation.Change.Operation == "AddUserToGroup";
        var lists = Named(situation, "aws_iam_group_membership", "group", group).Select(i => Membership.Target(situation, i, "users", user, adds));
        // It names some of the user's groups and leaves the others alone.
        var ofUser = Named(situation, OfUser, "user", user)
            .Where(i => i.Attributes["groups"].Items.Any(g => g.Text == group))
            .Select(i => Membership.Target(situation, i, "groups", group, adds));
        List<Target> held = [.. lists, .. ofUser];
        return held.Count > 0 ? held : Children(situation, user, group, adds);
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "iam.amazonaws.com", Operation: "AddUserToGroup" or "RemoveUserFromGroup" };

    private static List<Target> Children(Situation situation, string user, string group, bool adds)
    {
        var child = Value.MapOf(("user", Value.Of(user)), ("groups", Value.ListOf(Value.Of(group))));
        var parent = Named(situation, "aws_iam_user", "name", user).Concat(Named(situation, "aws_iam_group", "name", group)).FirstOrDefault();
        if (parent is null)
        {
            return adds ? [new Target { Kind = TargetKind.Create, Type = OfUser, Id = $"{user}/{group}", Child = child }] : [];
        }

        return adds
            ? [Ownership.Added(parent, null, hasSeparate: true, null, OfUser, child)]
            : Ownership.Removed(situation, parent, null, hasSeparate: true, null, OfUser, child) is { } removed ? [removed] : [];
    }

    private static IEnumerable<ResourceInstance> Named(Situation situation, string type, string attribute, string name) =>
        situation.Matcher.Named(type, attribute, name, situation.Change);
}
