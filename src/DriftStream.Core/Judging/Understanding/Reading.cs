using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>How a rule says which parameters it reads: by paths as <see cref="RequestMembers.Find(Value, string)"/> takes them, each with the attribute it is about.</summary>
internal static class Reading
{
    /// <summary>Parameters that say which resource of a type is meant.</summary>
    public static IEnumerable<LeafUse> Identifying(Situation situation, string type, params IEnumerable<(string Path, string Attribute)> members) =>
        Read(situation, LeafRole.Identifies, type, members);

    /// <summary>Parameters that a rule makes values of attributes from.</summary>
    public static IEnumerable<LeafUse> Values(Situation situation, string type, params IEnumerable<(string Path, string Attribute)> members) =>
        Read(situation, LeafRole.ReadByRule, type, members);

    private static IEnumerable<LeafUse> Read(Situation situation, LeafRole role, string type, IEnumerable<(string Path, string Attribute)> members) =>
        from member in members
        from found in RequestMembers.Find(situation.Request, member.Path)
        from leaf in Leaves.Of(found.Value)
        select new LeafUse(leaf.Leaf, role, $"{type}.{member.Attribute}");
}
