using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>What the general rule reads: the identifying members of every row, and the settings of the rows that are sure of what they say.</summary>
internal static class RowReads
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>The parameters that say which resource is meant.</summary>
    public static IEnumerable<LeafUse> Identifying(Situation situation) =>
        from row in situation.Rows
        from id in row.Ids
        from leaf in RequestMembers.FindIdentifying(situation.Request, id.Path, id.XmlPath) is { Count: > 0 } named ? named : Matcher.AlsoCalled(id, situation.Change)
        select new LeafUse(leaf, LeafRole.Identifies, $"{row.Type?.Name ?? "any type"}.{(id.Attributes.Count > 0 ? id.Attributes[0] : "arn")}");

    /// <summary>The parameters that say what a new resource belongs to.</summary>
    public static IEnumerable<LeafUse> Surrounding(EventRow row, Situation situation)
    {
        var required =
            from id in Matcher.RequiredReferences(row)
            where situation.Catalog.Owners(situation.Change.Source, id.Path[(id.Path.LastIndexOf('.') + 1)..]).Any()
            from leaf in RequestMembers.FindIdentifying(situation.Request, id.Path, id.XmlPath)
            select new LeafUse(leaf, LeafRole.Identifies, $"{row.Type!.Name}.{id.Attributes[0]}");
        var around =
            from member in situation.Request.Members
            where member.Value.IsScalar
            from owner in situation.Catalog.Owners(situation.Change.Source, member.Key).Take(1)
            select new LeafUse(member.Value, LeafRole.Identifies, $"{owner.Name}.id");
        return required.Concat(around);
    }

    /// <summary>The parameters that are settings.</summary>
    public static IEnumerable<LeafUse> Settings(Situation situation, IEnumerable<EventRow> rows) => rows.SelectMany(r => Settings(r, r.Type!, situation));

    private static IEnumerable<LeafUse> Settings(EventRow row, ResourceType type, Situation situation)
    {
        var single = Translation.Fed(row, type, situation, Value.EmptyMap).Select(f => (f.Member, f.Attribute));
        var maps = Translation.FedMaps(row, type, situation, Nothing).Select(f => (f.Member, f.Attribute));
        var settings =
            from fed in single.Concat(maps)
            where !Translation.IsTags(fed.Attribute)
            from leaf in Leaves.TakenBy(type.Attribute(fed.Attribute), fed.Member.Value)
            select Use(leaf, type, fed.Attribute);
        return settings.Concat(Translation.Naming(row, situation).SelectMany(n => Leaves.Of(n.Name).Select(l => new LeafUse(l.Leaf, LeafRole.ReadByRule, $"{type.Name}.{n.Attribute}"))));
    }

    private static LeafUse Use(Value leaf, ResourceType type, string attribute) => Translation.WhyNoDrift(type, attribute) is { } reason
        ? new(leaf, LeafRole.Irrelevant, reason)
        : new(leaf, LeafRole.Feeds, $"{type.Name}.{attribute}");
}
