using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Creations;

/// <summary>Tags that a call sends for what it creates: beside the other parameters, or in specifications that say which of the new things gets them.</summary>
internal static class CreationTags
{
    private static readonly string[] Places = ["Tags", "TagsList", "TagList", "TagSet", "DistributionConfigWithTags.Tags"];

    // An instance is launched with tags for its volumes.
    private static readonly Dictionary<string, string> OtherAttributes = new() { ["volume"] = "volume_tags" };

    /// <summary>The tags as values of attributes.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceType type, Value held) =>
        from sent in Sent(situation, type)
        where held.Members.Count == 0 || held.Find(sent.Attribute, StringComparison.Ordinal) is not null
        group sent.Tags by sent.Attribute into tags
        select Effect(held, tags.Key, Value.MapOf(tags.SelectMany(t => Tags.Plain(t).Members)));

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation, ResourceType type) =>
    [
        .. Sent(situation, type).SelectMany(s => Leaves.Of(s.Tags).Select(l => new LeafUse(l.Leaf, LeafRole.Feeds, $"{type.Name}.{s.Attribute}"))),
        .. Reading.Values(situation, type.Name, ("TagSpecifications.ResourceType", "tags")),
    ];

    private static IEnumerable<(string Attribute, Value Tags)> Sent(Situation situation, ResourceType type)
    {
        var beside = Places.Where(_ => type.Attributes.ContainsKey("tags")).SelectMany(p => RequestMembers.Find(situation.Request, p)).Select(m => ("tags", m.Value));
        var specified =
            from specification in RequestMembers.Find(situation.Request, "TagSpecifications").SelectMany(m => m.Value.Kind == ValueKind.List ? m.Value.Items : [m.Value])
            let attribute = AttributeOf(specification, type)
            where type.Attributes.ContainsKey(attribute)
            from tags in RequestMembers.Find(specification, "Tags")
            select (attribute, tags.Value);
        return beside.Concat(specified);
    }

    private static string AttributeOf(Value specification, ResourceType type) =>
        specification.Find("resourceType", StringComparison.OrdinalIgnoreCase) is { } word && OtherAttributes.GetValueOrDefault(word.Text) is { } other && type.Attributes.ContainsKey(other) ? other : "tags";

    private static AttributeEffect Effect(Value held, string attribute, Value tags) => attribute == "tags"
        ? Tags.Added(held, tags)
        : new(attribute, before => before.IsNull ? before : Merge.Over(null, before, tags));
}
