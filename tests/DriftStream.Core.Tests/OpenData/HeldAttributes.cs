using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>The attributes of one instance as a state writes them: every one is there, set or not, and in every block too.</summary>
internal sealed class HeldAttributes(ResourceType type)
{
    private readonly JsonObject _set = [];

    /// <summary>What was set under a path, in the first elements of its blocks; null for nothing.</summary>
    public JsonNode? this[string path] => path.Split('.').Aggregate((JsonNode?)_set, (at, name) => at switch
    {
        JsonArray { Count: > 0 } list => (list[0] as JsonObject)?[name],
        JsonObject map => map[name],
        _ => null,
    });

    /// <summary>Whether the type has an attribute of this name.</summary>
    public bool Knows(string attribute) => attribute == "id" || type.Attributes.ContainsKey(attribute);

    /// <summary>Sets one attribute.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="value">Its value.</param>
    /// <param name="elements">Which element of each block is meant, by the block's place in the path.</param>
    public void Set(string path, JsonNode? value, params int[] elements)
    {
        var (at, level, names) = (_set, type.Attributes, path.Split('.'));
        for (var i = 0; i < names.Length - 1; i++)
        {
            var facts = level.GetValueOrDefault(names[i]);
            at = facts?.Kind is AttributeKind.Map or AttributeKind.Object ? Inside(at, names[i]) : Element(at, names[i], i < elements.Length ? elements[i] : 0);
            level = facts?.Nested ?? AttributeFacts.None;
        }

        var isList = level.GetValueOrDefault(names[^1]) is { Kind: AttributeKind.List or AttributeKind.Set };
        at[names[^1]] = value is JsonValue && isList ? new JsonArray(value) : value;
    }

    /// <summary>Whether something was set to a text, or under a name.</summary>
    public bool Mentions(string text) => _set.ToJsonString().Contains($"\"{text}\"", StringComparison.Ordinal);

    /// <summary>All attributes, set or not, as JSON.</summary>
    public override string ToString()
    {
        Fill(_set, type.Attributes);
        return _set.ToJsonString();
    }

    private static JsonObject Inside(JsonObject at, string name) => (at[name] ??= new JsonObject()).AsObject();

    private static JsonObject Element(JsonObject at, string name, int index)
    {
        var list = (at[name] ??= new JsonArray()).AsArray();
        while (list.Count <= index)
        {
            list.Add(new JsonObject());
        }

        return list[index]!.AsObject();
    }

    private static void Fill(JsonObject at, IReadOnlyDictionary<string, AttributeFacts> schema)
    {
        foreach (var (name, facts) in schema)
        {
            if (!at.ContainsKey(name))
            {
                at[name] = Unset(name, facts);
            }
            else if (facts.Nested.Count > 0)
            {
                foreach (var block in at[name] is JsonArray list ? list.OfType<JsonObject>() : [at[name]!.AsObject()])
                {
                    Fill(block, facts.Nested);
                }
            }
        }
    }

    // What a call leaves out is off, but for the actions of an alarm.
    private static JsonNode? Unset(string name, AttributeFacts facts) => facts.Kind switch
    {
        AttributeKind.Bool => name == "actions_enabled",
        AttributeKind.List or AttributeKind.Set => new JsonArray(),
        AttributeKind.Map => new JsonObject(),
        _ => null,
    };
}
