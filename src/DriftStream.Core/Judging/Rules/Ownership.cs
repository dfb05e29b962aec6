using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Whose change it is when a child of a managed resource comes or goes (contract, section 2): the parent's attribute, or an attachment.</summary>
internal static class Ownership
{
    /// <summary>A child that no state holds was added.</summary>
    /// <param name="parent">The managed resource it was added to.</param>
    /// <param name="place">The parent's attribute that has room for it; null where the type has none.</param>
    /// <param name="hasSeparate">Whether any state holds a resource of the child's type for this parent.</param>
    /// <param name="effect">What the addition does to the place.</param>
    /// <param name="childType">The child's Terraform type.</param>
    /// <param name="child">What the child is known by.</param>
    /// <param name="details">What else is known of it; null where that is all.</param>
    public static Target Added(ResourceInstance parent, string? place, bool hasSeparate, AttributeEffect? effect, string childType, Value child, Value? details = null) =>
        !hasSeparate && effect is not null && HasPlace(parent, place)
            ? new Target { Kind = TargetKind.Change, Instance = parent, Effects = [effect] }
            : new Target { Kind = TargetKind.Attach, Instance = parent, Type = childType, Key = Meaning.Canonical(InWordsOf(parent, child)), Child = InWordsOf(parent, details ?? child) };

    /// <summary>A child that no state holds was removed; only remembered where neither the parent's attribute nor an earlier event knows it.</summary>
    public static Target Removed(Situation situation, ResourceInstance parent, string? place, bool hasSeparate, AttributeEffect? effect, string childType, Value child)
    {
        if (Attached(situation, parent, childType, child) is { } key)
        {
            return new Target { Kind = TargetKind.Detach, Instance = parent, Type = childType, Key = key, Child = child };
        }

        return !hasSeparate && effect is not null && HasPlace(parent, place)
            ? new Target { Kind = TargetKind.Change, Instance = parent, Effects = [effect] }
            : Absent(parent, childType, child);
    }

    /// <summary>A child is gone that nobody knew: should its addition still come, it was before.</summary>
    public static Target Absent(ResourceInstance parent, string childType, Value child) =>
        new() { Kind = TargetKind.Absent, Instance = parent, Type = childType, Key = Meaning.Canonical(child), Child = child };

    /// <summary>The key of the open attachment that this child is, or null.</summary>
    public static string? Attached(Situation situation, ResourceInstance parent, string childType, Value child) =>
        situation.OpenAt(parent)
            .Where(d => d.Path == childType && d.InCloud.Kind == ValueKind.Map)
            .FirstOrDefault(d => child.Members.Count > 0 && child.Members.All(m => d.InCloud[m.Key].IsNull || Meaning.Same(m.Value, d.InCloud[m.Key])))?.Element;

    // A function may be called by its name or by its ARN: a child is known by what the state calls its parent.
    private static Value InWordsOf(ResourceInstance parent, Value child) => Value.MapOf(child.Members.Select(m =>
        m.Value.IsScalar && NameAt(parent, m.Key) is { Kind: ValueKind.Text } own && Matching.Identifiers.Same(own.Text, m.Value.Text) ? KeyValuePair.Create(m.Key, own) : m));

    // What a child calls event_bus_name is a bus's name.
    private static Value NameAt(ResourceInstance parent, string attribute) =>
        parent.Attributes[attribute] is { IsNull: false } own ? own : attribute.EndsWith("_name", StringComparison.Ordinal) ? parent.Attributes["name"] : Value.Null;

    // Even an empty attribute is a place; one that the state does not have at all is none.
    private static bool HasPlace(ResourceInstance parent, string? place) =>
        place is not null && !parent.ScalarsOnly && parent.Attributes.Find(place, StringComparison.Ordinal) is not null;
}
