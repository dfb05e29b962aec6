using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Values that differ from each other, of the kind that an attribute has.</summary>
internal static class SampleValue
{
    private static readonly string[] Fruits = ["pear", "plum", "fig", "quince"];

    /// <summary>Whether an attribute holds names of the user's own. Tags do, also where the catalogue has no facts of them.</summary>
    public static bool IsMap(ResourceType type, string attribute) => type.Attribute(attribute)?.Kind == AttributeKind.Map || attribute.EndsWith(".tags", StringComparison.Ordinal);

    /// <summary>The second value and, where there can be several, one beside it: what is removed is not the last.</summary>
    public static JsonNode? Two(AttributeFacts? facts, string attribute) => facts is { Kind: AttributeKind.List or AttributeKind.Set } ? new JsonArray(Fruits[1], Fruits[2]) : Of(facts, attribute, 1);

    /// <summary>One of four values.</summary>
    public static JsonNode? Of(AttributeFacts? facts, string attribute, int which) => facts switch
    {
        _ when attribute.EndsWith("mfa_delete", StringComparison.Ordinal) && facts is { Kind: AttributeKind.Text } => which % 2 == 1 ? "Enabled" : "Disabled",
        _ when attribute.EndsWith(".tags", StringComparison.Ordinal) => new JsonObject { ["kind"] = Fruits[which] },
        { Kind: AttributeKind.Integer or AttributeKind.Float } => 3 + 4 * which,
        { Kind: AttributeKind.Bool } => which % 2 == 1,
        { Kind: AttributeKind.List or AttributeKind.Set } => new JsonArray(Fruits[which]),
        { Kind: AttributeKind.Map } => new JsonObject { ["kind"] = Fruits[which] },
        { Suppressor: { } suppressor } when suppressor.Contains("Policy", StringComparison.Ordinal) || suppressor.Contains("JSON", StringComparison.OrdinalIgnoreCase) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orchard:{{Fruits[which]}}","Resource":"*"}]}""",
        _ => Fruits[which],
    };
}
