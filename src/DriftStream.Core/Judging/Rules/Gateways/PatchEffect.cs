using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Gateways;

/// <summary>What one patch operation does to an attribute.</summary>
internal static class PatchEffect
{
    // Where the API's word is not the provider's.
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["tracing_enabled"] = "xray_tracing_enabled",
        ["authorization_type"] = "authorization",
        ["loglevel"] = "logging_level",
        ["data_trace"] = "data_trace_enabled",
        ["ttl_in_seconds"] = "cache_ttl_in_seconds",
        ["data_encrypted"] = "cache_data_encrypted",
        ["timeout_in_millis"] = "timeout_milliseconds",
        ["throttle"] = "throttle_settings",
        ["quota"] = "quota_settings",
    };

    /// <summary>The effect on a resource of a type; null where the type has no such attribute.</summary>
    public static AttributeEffect? Of(ResourceType type, Patch patch)
    {
        var names = Array.ConvertAll(patch.Names, n => type.Attribute(n) is null ? Renamed.GetValueOrDefault(n, n) : n);
        if (patch.MethodPath is not null)
        {
            names = ["settings", Array.Find(names[2..], n => type.Attribute("settings." + n) is not null) ?? string.Join('_', names[2..])];
        }

        if (names is ["api_stages"])
        {
            return ApiStage(patch);
        }

        if (type.Name == "aws_api_gateway_integration" && names is ["http_method"])
        {
            names = ["integration_http_method"];
        }

        return !type.Attributes.TryGetValue(names[0], out var root) || root.IsComputedOnly ? null : At(type, names, patch);
    }

    private static AttributeEffect At(ResourceType type, string[] names, Patch patch)
    {
        if (names.Length == 1 && patch is { Removes: true, Value.IsNull: true })
        {
            return AttributeEffect.Replace(names[0], Value.Null);
        }

        return (type.Attribute(string.Join('.', names)), type.Attribute(string.Join(".", names, 0, names.Length - 1))) switch
        {
            ({ Nested.Count: 0, Kind: AttributeKind.List or AttributeKind.Set }, _) => new(names[0], before => Edited(before, names.AsSpan(1), list => Listed(list, patch, patch.Value))),
            ({ Nested.Count: 0 } facts, _) => new(names[0], before => Edited(before, names.AsSpan(1), _ => patch.Removes ? Value.Null : Coercion.To(facts, patch.Value))),
            (_, { Kind: AttributeKind.Map }) => new(names[0], before => Edited(before, names.AsSpan(1, names.Length - 2), map => (map.Kind == ValueKind.Map ? map : Value.EmptyMap).With(patch.LastSegment, patch.Removes ? null : patch.Value))),
            (_, { Nested.Count: 0, Kind: AttributeKind.List or AttributeKind.Set }) => new(names[0], before => Edited(before, names.AsSpan(1, names.Length - 2), list => Listed(list, patch, Value.Of(patch.LastSegment)))),
            _ => AttributeEffect.Unknown(names[0]),
        };
    }

    // replace /types/REGIONAL with EDGE names the element that goes, and replace of a whole list the only one that stays.
    private static Value Listed(Value list, Patch patch, Value element) => patch.Operation switch
    {
        "remove" => Value.ListOf(list.Items.Where(e => e.Text != element.Text)),
        "replace" when ReferenceEquals(element, patch.Value) => Value.ListOf(element),
        "replace" => Value.ListOf(list.Items.Select(e => e.Text == element.Text ? patch.Value : e)),
        _ => list.Items.Any(e => e.Text == element.Text) ? list : Value.ListOf(list.Items.Append(element)),
    };

    // Down the single blocks of a value.
    private static Value Edited(Value at, ReadOnlySpan<string> names, Func<Value, Value> edit)
    {
        if (names.IsEmpty)
        {
            return edit(at);
        }

        var block = at.Kind == ValueKind.List ? at.Items.FirstOrDefault(Value.EmptyMap) : at.Kind == ValueKind.Map ? at : Value.EmptyMap;
        var inside = Edited(block[names[0]], names[1..], edit);
        return Value.ListOf(block.With(names[0], inside.IsNull ? null : inside));
    }

    // add /apiStages abc123:prod
    private static AttributeEffect ApiStage(Patch patch) => patch.Value.Text.Split(':') is [var api, var stage]
        ? patch.Removes
            ? AttributeEffect.Remove("api_stages", e => e["api_id"].Text == api && e["stage"].Text == stage)
            : AttributeEffect.Add("api_stages", Value.MapOf(("api_id", Value.Of(api)), ("stage", Value.Of(stage))))
        : AttributeEffect.Unknown("api_stages");
}
