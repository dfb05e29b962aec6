using System.Text.RegularExpressions;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>API Gateway's REST APIs are changed by patches: an operation, a path and a value.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html</remarks>
internal static partial class PatchOperations
{
    private const string MethodSettings = "aws_api_gateway_method_settings";

    // Where the API's word is not the provider's.
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["tracing_enabled"] = "xray_tracing_enabled",
        ["authorization_type"] = "authorization",
        ["loglevel"] = "logging_level",
        ["data_trace"] = "data_trace_enabled",
        ["ttl_in_seconds"] = "cache_ttl_in_seconds",
        ["data_encrypted"] = "cache_data_encrypted",
    };

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => Sent(situation) is { } sent
        ?
        [
            .. RowReads.Identifying(situation),
            .. from operation in sent
               from row in Rows(situation)
               let effect = Effect(row.Type!, Patch.Read(operation))
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
        return [.. matches.Select(m => Patched(m.Instance, m.Row.Type!, [.. all.Where(p => Owns(m.Instance, p, matches))])).OfType<Target>()];
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
        MethodSettings => patch.MethodPath == instance.Attributes["method_path"].Text,
        "aws_api_gateway_rest_api_policy" => patch.Path == "policy",
        _ => patch.MethodPath is null && !(patch.Path == "policy" && matches.Any(m => m.Instance.Type == "aws_api_gateway_rest_api_policy")),
    };

    private static Target? Patched(ResourceInstance instance, ResourceType type, List<Patch> patches) => patches.Count == 0
        ? null
        : new Target { Kind = TargetKind.Change, Instance = instance, Effects = [.. patches.Select(p => Effect(type, p)).OfType<AttributeEffect>()] };

    private static AttributeEffect? Effect(ResourceType type, Patch patch)
    {
        var names = patch.Names.Select(n => Renamed.GetValueOrDefault(n, n)).ToArray();
        if (patch.MethodPath is not null)
        {
            names = ["settings", Array.Find(names[2..], n => type.Attribute("settings." + n) is not null) ?? string.Join('_', names[2..])];
        }

        if (!type.Attributes.TryGetValue(names[0], out var root) || root.IsComputedOnly)
        {
            return null;
        }

        return root.Kind switch
        {
            AttributeKind.Map when names.Length == 2 => new(names[0], before => AttributePath.Set(before, $"{names[0]}[\"{Escaped(patch.LastSegment)}\"]", patch.Value)),
            AttributeKind.List or AttributeKind.Set when root.Nested.Count == 0 && names.Length == 2 => patch.Removes
                ? AttributeEffect.Remove(names[0], e => e.Text == patch.LastSegment)
                : AttributeEffect.Add(names[0], Value.Of(patch.LastSegment)),
            _ when type.Attribute(string.Join('.', names)) is { Nested.Count: 0 } facts => new(names[0], before => AttributePath.Set(before, string.Join('.', names), Coercion.To(facts, patch.Value))),
            _ => AttributeEffect.Unknown(names[0]),
        };
    }

    private static string Escaped(string key) => key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private sealed partial record Patch(string Path, bool Removes, Value Value)
    {
        // ~1pets/GET/logging/loglevel, */*/metrics/enabled
        public string? MethodPath => MethodSetting().Match(Path) is { Success: true } match ? Decoded(match.Groups["path"].Value).TrimStart('/') : null;

        public IEnumerable<string> Names => Path.Split('/').Select(Snake);

        public string LastSegment => Decoded(Path[(Path.LastIndexOf('/') + 1)..]);

        public static Patch Read(Value operation)
        {
            var removes = operation["op"].Text == "remove";
            return new(operation["path"].Text.TrimStart('/'), removes, removes ? Value.Null : operation["value"]);
        }

        private static string Decoded(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

        private static string Snake(string camel) => Capital().Replace(camel, "_$0").ToLowerInvariant().TrimStart('_');

        [GeneratedRegex(@"^(?<path>[^/]+/[^/]+)/(metrics|logging|throttling|caching)/")]
        private static partial Regex MethodSetting();

        [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
        private static partial Regex Capital();
    }
}
