using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Puts a state's values into a recorded request, where it carries the new ones.</summary>
internal sealed class Restoring(JsonObject record, string operation, string type)
{
    private static readonly Dictionary<string, string> Words = new() { ["Enabled"] = "Disabled", ["Disabled"] = "Enabled", ["Suspended"] = "Enabled" };

    private List<RequestPlace> Places => [.. RequestPlace.Below(record["requestParameters"])];

    /// <summary>Restores one path; whether the request carries it.</summary>
    public bool Of(IReadOnlyList<Change> changes, Value before) => changes is [var only] && IsSingle(before, only)
        ? Scalar(only)
        : Document(changes[0]) || List(changes, before);

    /// <summary>Restores a single value; whether the request carries it in one place.</summary>
    public bool Scalar(Change change)
    {
        if (!change.After.IsScalar || change.After.Text.Length == 0 || !(change.Before.IsScalar || change.Before.IsNull))
        {
            return false;
        }

        var there = Places.Where(p => p.Text is { } text && (Says(change.After, text) || Scalars.Same(Value.Of(text), Value.Of(change.After.Text)))).ToList();
        var named = there.Where(p => NamesOf(change.Path).Any(n => MemberName.AreAlike(p.Name, n))).ToList();
        if ((named.Count > 0 ? named : there) is not [var place])
        {
            return false;
        }

        place.Replace(Says(change.After, place.Text!) ? Words[place.Text!] : Written(change));
        return true;
    }

    private static bool Says(Value truth, string word) => truth.Kind == ValueKind.Bool && Words.ContainsKey(word) && truth.IsTrue == (word == "Enabled");

    private static JsonNode? Written(Change change) => change.Before.IsNull
        ? change.After.Kind switch { ValueKind.Bool => false, ValueKind.Text => "", _ => null }
        : JsonNode.Parse(change.Before.ToString());

    private static bool IsSingle(Value before, Change change) => change.After.IsScalar && before.Kind != ValueKind.List;

    // The members that feed an attribute: by the catalogue, else by its name.
    private List<string> NamesOf(string path)
    {
        var plain = AttributePath.WithoutIndexes(path);
        var fed = (EventCatalog.Load().Find(record["eventSource"]!.GetValue<string>(), operation) ?? [])
            .Where(r => r.Type?.Name == type)
            .SelectMany(r => r.Pairs)
            .Where(p => p.Attributes.Contains(plain))
            .Select(p => p.Path[(p.Path.LastIndexOf('.') + 1)..]);
        return [.. fed, plain[(plain.LastIndexOf('.') + 1)..].Replace("_", "", StringComparison.Ordinal)];
    }

    private bool Document(Change change)
    {
        if (change.After.Kind != ValueKind.Map || change.Before.Kind != ValueKind.Map)
        {
            return false;
        }

        var place = Places.Find(p => p.Text is { } text
            ? Documents.Parse(Value.Of(text)) is not null && Documents.Same(Value.Of(text), change.After)
            : p.Node is JsonObject map && Documents.IsPolicy(AgreeingState.Read(map)) && Documents.Same(AgreeingState.Read(map), change.After));
        place?.Replace(place.Text is null ? JsonNode.Parse(change.Before.ToString()) : JsonValue.Create(change.Before.ToString()));
        return place is not null;
    }

    // A list is sent whole: the state's elements in the shape of the ones that were sent.
    private bool List(IReadOnlyList<Change> changes, Value before)
    {
        var come = changes.SelectMany(c => c.After.Kind == ValueKind.List ? c.After.Items : c.After.IsNull ? [] : [c.After]).Select(TextOf).ToList();
        if (come.Contains(null) || before.Items.Any(i => TextOf(i) is null))
        {
            return false;
        }

        var joined = Places.Find(p => p.Text is { } text && come.Count > 0 && text.Contains(',', StringComparison.Ordinal) && come.All(c => text.Split(',').Contains(c)));
        if (joined is not null)
        {
            joined.Replace(string.Join(',', before.Items.Select(TextOf)));
            return true;
        }

        var lists = Places.Where(p => p.Node is JsonArray { Count: > 0 } list && come.All(c => list.Any(i => TextOf(AgreeingState.Read(i)) == c))).ToList();
        var place = lists.Find(p => NamesOf(changes[0].Path).Any(n => MemberName.AreAlike(p.Name, n))) ?? (come.Count > 0 ? lists.FirstOrDefault() : null);
        var shape = place?.Node.AsArray()[0];
        place?.Replace(new JsonArray([.. before.Items.Select(i => Shaped(shape, TextOf(i)!))]));
        return place is not null;
    }

    private static string? TextOf(Value value) => value switch
    {
        { IsScalar: true } => value.Text,
        { Kind: ValueKind.Map, Members: [{ Value.IsScalar: true } only] } => only.Value.Text,
        _ => null,
    };

    private static JsonNode Shaped(JsonNode? shape, string text) => shape is JsonObject map ? new JsonObject { [map.First().Key] = text } : JsonValue.Create(text);
}
