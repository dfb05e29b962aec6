using System.Text.Json;
using System.Text.Json.Nodes;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>A place in a request.</summary>
/// <param name="Name">The member's name; for an element of a list the list's.</param>
/// <param name="Node">What stands there.</param>
internal sealed record RequestPlace(string Name, JsonNode Node)
{
    /// <summary>The text of a single value; null for lists and objects.</summary>
    public string? Text => Node is not JsonValue ? null : Node.GetValueKind() == JsonValueKind.String ? Node.GetValue<string>() : Node.ToJsonString();

    /// <summary>All places below a node, outer ones first.</summary>
    public static IEnumerable<RequestPlace> Below(JsonNode? node, string name = "")
    {
        var children = node switch
        {
            JsonObject map => map.Where(m => m.Value is not null).Select(m => new RequestPlace(m.Key, m.Value!)),
            JsonArray list => list.Where(i => i is not null).Select(i => new RequestPlace(name, i!)),
            _ => [],
        };
        return children.ToList().SelectMany(c => Below(c.Node, c.Name).Prepend(c));
    }

    /// <summary>Puts something else there; null takes the place away.</summary>
    public void Replace(JsonNode? other)
    {
        if (Node.Parent is JsonArray list)
        {
            var at = list.IndexOf(Node);
            list.RemoveAt(at);
            if (other is not null)
            {
                list.Insert(at, other);
            }
        }
        else if (other is null)
        {
            Node.Parent!.AsObject().Remove(Node.GetPropertyName());
        }
        else
        {
            Node.ReplaceWith(other);
        }
    }
}
