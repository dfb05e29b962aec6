using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Resources that are nothing but a list: one member more or less differs from the state, the last one gone is a deletion.</summary>
internal static class Membership
{
    /// <summary>What one member more or less does to the resource that owns the list.</summary>
    /// <param name="situation">The event.</param>
    /// <param name="owner">The instance.</param>
    /// <param name="attribute">Its list.</param>
    /// <param name="member">The member.</param>
    /// <param name="adds">Whether the member came.</param>
    public static Target Target(Situation situation, ResourceInstance owner, string attribute, string member, bool adds)
    {
        if (adds)
        {
            return new() { Kind = TargetKind.Recreate, Instance = owner, Effects = [AttributeEffect.Add(attribute, Value.Of(member))] };
        }

        return IsLast(situation, owner, attribute, member)
            ? new() { Kind = TargetKind.Delete, Instance = owner }
            : new() { Kind = TargetKind.Change, Instance = owner, Effects = [AttributeEffect.Remove(attribute, e => e.Text == member)] };
    }

    private static bool IsLast(Situation situation, ResourceInstance owner, string attribute, string member)
    {
        var left = owner.Attributes[attribute].Items.Select(i => i.Text).ToHashSet();
        foreach (var deviation in situation.OpenAt(owner).Where(d => d.Path == attribute))
        {
            _ = deviation.InCloud.IsNull ? left.Remove(deviation.InState.Text) : left.Add(deviation.InCloud.Text);
        }

        return left.Remove(member) && left.Count == 0 && OtherLists(owner, attribute);
    }

    // aws_iam_policy_attachment has three lists: users, roles, groups.
    private static bool OtherLists(ResourceInstance owner, string attribute) =>
        owner.Attributes.Members.All(m => m.Key == attribute || m.Key is not ("users" or "roles" or "groups") || m.Value.Items.Count == 0);
}
