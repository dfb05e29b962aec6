using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Resources that are one element of a list, which a call on the whole sends: a rule of a web ACL, an index of a table, a strategy of a memory.</summary>
internal static class ListEntries
{
    private static readonly Entry[] Known =
    [
        new("wafv2.amazonaws.com", "UpdateWebACL", "aws_wafv2_web_acl_rule", "rules", "name", "name", SendsAll: true),
        new("dynamodb.amazonaws.com", "UpdateTable", "aws_dynamodb_global_secondary_index", "globalSecondaryIndexUpdates", "indexName", "index_name", SendsAll: false),
        new("bedrock-agentcore.amazonaws.com", "UpdateMemory", "aws_bedrockagentcore_memory_strategy", "memoryStrategies", "memoryStrategyId", "memory_strategy_id", SendsAll: false) { AddedBy = "name" },
    ];

    /// <summary>What the call does to one element; null where the resource is none.</summary>
    public static IReadOnlyList<Target>? Targets(RowMatch match, Situation situation)
    {
        var change = situation.Change;
        var entry = Array.Find(Known, e => e.Type == match.Instance.Type && e.Operation == change.Operation && e.Source == change.Source);
        if (entry is null)
        {
            return null;
        }

        var list = situation.Request[entry.List];
        var kept = entry.Kept(list, match.Instance.Attributes);
        if (Elements(kept) is [])
        {
            return entry.SendsAll && list.Kind == ValueKind.List ? [new Target { Kind = TargetKind.Delete, Instance = match.Instance }] : [];
        }

        return Elements(kept).Any(IsDeleted) || kept.Members.Any(m => Deletes(m.Key))
            ? [new Target { Kind = TargetKind.Delete, Instance = match.Instance }]
            : [new Target { Kind = TargetKind.Recreate, Instance = match.Instance, Effects = Translation.Effects(match.Row, situation.Only(entry.List, kept), match.Instance, new HashSet<string>()) }];
    }

    private static List<Value> Elements(Value kept) => kept.Kind == ValueKind.Map ? [.. kept.Members.SelectMany(m => m.Value.Items)] : [.. kept.Items];

    private static bool IsDeleted(Value element) => element.Members.Any(m => Deletes(m.Key) && m.Value.Kind == ValueKind.Map);

    private static bool Deletes(string member) => member.StartsWith("delete", StringComparison.OrdinalIgnoreCase);

    private sealed record Entry(string Source, string Operation, string Type, string List, string Key, string Attribute, bool SendsAll)
    {
        /// <summary>What a new element is known by, which has no key yet.</summary>
        public string? AddedBy { get; init; }

        /// <summary>The list, or the lists in a map, with nothing but the element that is the resource.</summary>
        public Value Kept(Value list, Value held) => list.Kind == ValueKind.Map
            ? Value.MapOf(list.Members.Select(m => KeyValuePair.Create(m.Key, Kept(m.Value, held))).Where(m => m.Value.Items.Count > 0))
            : Value.ListOf(list.Items.Where(i => IsIt(i, held)));

        // {update: {indexName, ...}} or {name, ...}
        private bool IsIt(Value element, Value held) => Names(element, held) || element.Members.Any(m => Names(m.Value, held));

        private bool Names(Value element, Value held) => element[Key].IsNull
            ? AddedBy is not null && element[AddedBy] is { IsNull: false } name && name.Text == held[AddedBy].Text
            : element[Key].Text == held[Attribute].Text;
    }
}
