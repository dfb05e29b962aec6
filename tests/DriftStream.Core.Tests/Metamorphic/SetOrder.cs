using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Sets in a state, by the catalogue's facts, in the opposite order.</summary>
internal static class SetOrder
{
    /// <summary>Turns all sets of a resource; whether there was one with more than one element.</summary>
    public static bool Turn(StatedResource resource) => EventCatalog.Load().Type(resource.Type) is { } type && Turn(resource.Attributes, type.Attributes);

    private static bool Turn(JsonObject block, IReadOnlyDictionary<string, AttributeFacts> facts)
    {
        var turned = false;
        foreach (var (name, value) in block.ToList())
        {
            if (facts.GetValueOrDefault(name) is not { } attribute || value is not JsonArray list)
            {
                continue;
            }

            foreach (var element in list.OfType<JsonObject>())
            {
                turned |= Turn(element, attribute.Nested);
            }

            if (attribute.Kind == AttributeKind.Set && list.Count > 1)
            {
                block[name] = new JsonArray([.. list.Reverse().Select(e => e?.DeepClone())]);
                turned = true;
            }
        }

        return turned;
    }
}
