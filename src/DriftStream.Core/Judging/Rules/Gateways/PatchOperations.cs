using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Gateways;

/// <summary>API Gateway's REST APIs are changed by patches: an operation, a path and a value.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html</remarks>
internal static class PatchOperations
{
    private const string MethodSettings = "aws_api_gateway_method_settings";
    private const string Stage = "aws_api_gateway_stage";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => Sent(situation) is { } sent
        ?
        [
            .. RowReads.Identifying(situation),
            .. from operation in sent
               from row in Rows(situation)
               let effect = PatchEffect.Of(row.Type!, Patch.Read(operation))
               where effect is not null
               from leaf in Leaves.Of(operation)
               select new LeafUse(leaf.Leaf, LeafRole.ReadByRule, $"{row.Type!.Name}.{effect.Attribute}"),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (Sent(situation) is not { } sent)
        {
            return null;
        }

        List<Patch> all = [.. sent.Select(Patch.Read)];
        var matches = Rows(situation).SelectMany(r => situation.Matcher.Match(r, situation.Change)).DistinctBy(m => m.Instance).ToList();
        var main = matches.Any(m => m.Row.Weight == 3) ? matches.Where(m => m.Row.Weight == 3 || m.Instance.Type == MethodSettings).ToList() : matches;
        return
        [
            .. main.Select(m => Patched(m, [.. all.Where(p => Owns(m.Instance, p, matches))])).OfType<Target>(),
            .. matches.Where(m => m.Instance.Type == Stage).SelectMany(m => Strangers(situation, m.Instance, [.. all.Where(p => p.MethodPath is { } path && !matches.Any(o => IsOf(o.Instance, path)))])),
        ];
    }

    private static IReadOnlyList<Value>? Sent(Situation situation) => situation.Change.Source != "apigateway.amazonaws.com"
        ? null
        : RequestMembers.Unwrap(situation.Request["patchOperations"]) switch
        {
            { Kind: ValueKind.List } list => list.Items,
            { Kind: ValueKind.Map } single => [single],
            _ => null,
        };

    private static IEnumerable<EventRow> Rows(Situation situation) => situation.Rows.Where(r => r is { Type: not null, IsInferred: false, Weight: >= 2 });

    // Settings of methods, and a policy, belong to resources of their own where a state holds them.
    private static bool Owns(ResourceInstance instance, Patch patch, List<RowMatch> matches) => instance.Type switch
    {
        MethodSettings => patch.MethodPath is { } path && IsOf(instance, path),
        "aws_api_gateway_rest_api_policy" => patch.Path == "policy",
        _ => patch.MethodPath is null && !(patch.Path == "policy" && matches.Any(m => m.Instance.Type == "aws_api_gateway_rest_api_policy")),
    };

    private static bool IsOf(ResourceInstance instance, string methodPath) => instance.Type == MethodSettings && instance.Attributes["method_path"].Text == methodPath;

    private static Target? Patched(RowMatch match, List<Patch> patches)
    {
        if (patches.Count == 0)
        {
            return null;
        }

        return match.Instance.Type == MethodSettings && patches.TrueForAll(IsAll)
            ? new Target { Kind = TargetKind.Delete, Instance = match.Instance }
            : new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = [.. patches.Select(p => PatchEffect.Of(match.Row.Type!, p)).OfType<AttributeEffect>()] };
    }

    // remove /~1pets/GET takes all settings of the method.
    private static bool IsAll(Patch patch) => patch.Removes && patch.Names.Length == 2;

    // Settings of methods that no state holds.
    private static IEnumerable<Target> Strangers(Situation situation, ResourceInstance stage, List<Patch> patches) =>
        from ofMethod in patches.GroupBy(p => p.MethodPath!)
        let child = Value.MapOf(("rest_api_id", stage.Attributes["rest_api_id"]), ("stage_name", stage.Attributes["stage_name"]), ("method_path", Value.Of(ofMethod.Key)))
        select ofMethod.All(IsAll)
            ? Ownership.Removed(situation, stage, null, hasSeparate: true, null, MethodSettings, child)
            : Ownership.Added(stage, null, hasSeparate: true, null, MethodSettings, child);
}
