using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Rules.SecurityGroups;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Makes a state hold what a finding says the cloud holds.</summary>
internal static class AgreeingState
{
    /// <summary>The attributes with all changes of a finding done.</summary>
    public static JsonObject With(JsonObject attributes, Finding finding)
    {
        var value = Read(attributes);
        var type = EventCatalog.Load().Type(finding.Resource!.Type);
        foreach (var change in finding.Changes.OrderByDescending(c => c.Path, StringComparer.Ordinal))
        {
            value = Changed(value, type, change, change.Path);
            if (change.Path.StartsWith("tags", StringComparison.Ordinal) && value["tags_all"].Kind == ValueKind.Map)
            {
                value = Changed(value, type, change, "tags_all" + change.Path["tags".Length..]);
            }
        }

        return JsonNode.Parse(value.ToString())!.AsObject();
    }

    private static Value Changed(Value attributes, ResourceType? type, Change change, string path)
    {
        var facts = type?.Attribute(AttributePath.WithoutIndexes(path));
        var now = At(attributes, path);
        if (path is "ingress" or "egress" && now.Items.Any(i => !i["cidr_blocks"].IsNull))
        {
            now = SourceRule.Split(now, path == "egress");
        }

        var root = AttributePath.Root(path);
        return attributes.With(root, AttributePath.Set(attributes[root], path, IsElement(facts, now, change) ? Set(now, change) : Document(facts, change.After)));
    }

    // A set has one change for each element.
    private static bool IsElement(AttributeFacts? facts, Value now, Change change) =>
        facts?.Kind == AttributeKind.Set && change.Before.IsNull != change.After.IsNull && (change.Before.Kind, change.After.Kind) is not ((ValueKind.List, _) or (_, ValueKind.List)) && now.Kind is ValueKind.List or ValueKind.Null;

    private static Value Set(Value set, Change change) => Value.ListOf(set.Items.Where(i => change.Before.IsNull || Meaning.Canonical(i) != Meaning.Canonical(change.Before)).Concat(change.After.IsNull ? [] : [change.After]));

    private static Value Document(AttributeFacts? facts, Value after) =>
        facts?.Kind == AttributeKind.Text && after.Kind is ValueKind.Map or ValueKind.List ? Value.Of(after.ToString()) : after;

    /// <summary>What stands at a path of the attributes; a list block is entered at its first element.</summary>
    public static Value At(Value root, string path)
    {
        var at = root;
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            at = step is ['[', .. var index, ']'] && int.TryParse(index, out var number)
                ? number < at.Items.Count ? at.Items[number] : Value.Null
                : (at.Kind == ValueKind.List ? at.Items.FirstOrDefault(Value.Null) : at)[step.Trim('[', ']', '"')];
        }

        return at;
    }

    /// <summary>JSON as a value.</summary>
    public static Value Read(JsonNode? json) => json is null ? Value.Null : ValueReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
