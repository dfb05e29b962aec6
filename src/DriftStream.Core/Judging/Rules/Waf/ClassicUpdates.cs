using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Waf;

/// <summary>WAF Classic does not send its lists but what becomes of them: elements to insert and to delete.</summary>
/// <remarks>https://docs.aws.amazon.com/waf/latest/APIReference/API_waf_UpdateIPSet.html</remarks>
internal static class ClassicUpdates
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => Sent(situation) is null ? null : [.. AnyCall.Reads(situation), .. Reading.Values(situation, "any type", ("Updates.Action", "id"))];

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (Sent(situation) is not { } updates)
        {
            return null;
        }

        return
        [
            .. from row in situation.Rows.Where(r => r.Type is not null)
               let listed = row.Pairs.Where(p => p.Path.StartsWith("Updates.", StringComparison.Ordinal)).ToList()
               where listed.Count > 0
               from match in situation.Matcher.Match(row, situation.Change)
               let attribute = AttributePath.Root(listed[0].Attributes[0])
               let elements = updates.Select(u => Effect(row.Type!, attribute, u))
               select new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = [.. Translation.Effects(row, situation, match.Instance, listed.Select(p => p.Path).ToHashSet()), .. elements] },
        ];
    }

    private static IReadOnlyList<Value>? Sent(Situation situation) =>
        situation.Change.Source is "waf.amazonaws.com" or "waf-regional.amazonaws.com" && RequestMembers.Each(situation.Request["updates"]) is { Count: > 0 } updates && updates.All(u => !u["action"].IsNull)
            ? updates
            : null;

    // {action: INSERT, iPSetDescriptor: {…}}
    private static AttributeEffect Effect(ResourceType type, string attribute, Value update)
    {
        var sent = update.Members.FirstOrDefault(m => m.Key != "action").Value ?? Value.Null;
        var element = Coercion.To(type.Attributes.GetValueOrDefault(attribute), Value.ListOf(sent)).Items.FirstOrDefault(Value.Null);
        if (element.Kind != (type.Attributes.GetValueOrDefault(attribute)?.Nested.Count > 0 ? ValueKind.Map : ValueKind.Text))
        {
            return AttributeEffect.Unknown(attribute);
        }

        return update["action"].Text == "DELETE" ? AttributeEffect.Remove(attribute, e => ListParts.Holds(e, element)) : AttributeEffect.Add(attribute, element);
    }
}
