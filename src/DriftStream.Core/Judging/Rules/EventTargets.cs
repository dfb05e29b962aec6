using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Targets of EventBridge rules: one call names several, each known by rule, bus and its own id.</summary>
internal static class EventTargets
{
    private const string TargetType = "aws_cloudwatch_event_target";
    private static readonly HashSet<string> Nothing = [];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => situation.Change is { Source: "events.amazonaws.com", Operation: "PutTargets" or "RemoveTargets" }
        ?
        [
            .. Reading.Identifying(situation, TargetType, ("rule", "rule"), ("eventBusName", "event_bus_name"), ("targets.id", "target_id"), ("ids", "target_id")),
            .. Reading.Values(situation, TargetType, ("targets.arn", "arn")),
            .. RowReads.Settings(situation, situation.Rows.Where(r => r.Type?.Name == TargetType)),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (situation.Change.Source != "events.amazonaws.com" || situation.Text("rule") is not { } rule)
        {
            return null;
        }

        return situation.Change.Operation switch
        {
            "PutTargets" => [.. RequestMembers.Each(situation.Request["targets"]).SelectMany(t => Put(situation, rule, t))],
            "RemoveTargets" => [.. RequestMembers.ScalarsIn(situation.Request["ids"]).SelectMany(id => Removed(situation, rule, id))],
            _ => null,
        };
    }

    private static IEnumerable<Target> Put(Situation situation, string rule, Value sent)
    {
        var held = Held(situation, rule, sent["id"].Text);
        if (held.Count > 0)
        {
            return held.Select(i => new Target
            {
                Kind = TargetKind.Recreate,
                Instance = i,
                Effects = [.. Effects(situation, i, sent)],
            });
        }

        var child = Child(rule, sent["id"].Text);
        var rules = Rules(situation, rule);
        return rules.Count > 0
            ? rules.Select(r => Ownership.Added(r, null, hasSeparate: true, null, TargetType, child, Value.MapOf(child.Members.Append(KeyValuePair.Create("arn", sent["arn"])))))
            : [new Target { Kind = TargetKind.Create, Type = TargetType, Id = $"{rule}-{sent["id"].Text}", Child = child }];
    }

    // A target is sent whole: what is not named is gone.
    private static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceInstance instance, Value sent)
    {
        var row = situation.Rows.First(r => r.Type?.Name == TargetType);
        var named = Translation.Effects(row, situation.Only("targets", Value.ListOf(sent)), instance, Nothing);
        var gone = row.Pairs.Where(p => !p.IsWeak && p.Path.StartsWith("Targets.", StringComparison.Ordinal)).Select(p => AttributePath.Root(p.Attributes[0])).Distinct()
            .Where(a => a is not ("target_id" or "arn") && !named.Any(n => n.Attribute == a) && !Meaning.IsEmpty(instance.Attributes[a]));
        return [AttributeEffect.Replace("arn", sent["arn"]), .. named, .. gone.Select(a => AttributeEffect.Replace(a, Value.Null))];
    }

    private static IEnumerable<Target> Removed(Situation situation, string rule, string id)
    {
        var held = Held(situation, rule, id);
        return held.Count > 0
            ? held.Select(i => new Target { Kind = TargetKind.Delete, Instance = i })
            : Rules(situation, rule).Select(r => Ownership.Removed(situation, r, null, hasSeparate: true, null, TargetType, Child(rule, id)));
    }

    private static List<ResourceInstance> Held(Situation situation, string rule, string id) =>
        [.. situation.Matcher.Named(TargetType, "rule", rule, situation.Change).Where(i => i.Attributes["target_id"].Text == id && IsOnBus(situation, i))];

    private static List<ResourceInstance> Rules(Situation situation, string rule) =>
        [.. situation.Matcher.Named("aws_cloudwatch_event_rule", "name", rule, situation.Change).Where(i => IsOnBus(situation, i))];

    private static bool IsOnBus(Situation situation, ResourceInstance instance) =>
        instance.Attributes["event_bus_name"] is not { IsScalar: true, Text.Length: > 0 } bus || Identifiers.Same(bus.Text, situation.Text("eventBusName") ?? "default");

    private static Value Child(string rule, string id) => Value.MapOf(("rule", Value.Of(rule)), ("target_id", Value.Of(id)));
}
