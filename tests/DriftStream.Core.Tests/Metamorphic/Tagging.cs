using System.Text.Json.Nodes;
using DriftStream.Core.Judging;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Tagging calls taken back: keys that were added are removed, others get the state's values.</summary>
internal static class Tagging
{
    private static readonly (string Tag, string Untag)[] Calls = [("CreateTags", "DeleteTags"), ("AddTags", "RemoveTags"), ("AddTagsToResource", "RemoveTagsFromResource"), ("Tag", "Untag")];
    private static readonly string[] KeyNames = ["key", "tagkey"];
    private static readonly string[] ValueNames = ["value", "tagvalue"];
    private static readonly string[] KeyLists = ["tagkeys", "keys", "tagkeylist"];

    /// <summary>Whether the call was taken back; null where it is no call about tags only.</summary>
    public static bool? Undone(JsonObject record, string operation, IReadOnlyList<Finding> findings)
    {
        var changes = findings.SelectMany(f => f.Changes).DistinctBy(c => c.Path).ToList();
        if (changes.Count == 0 || !changes.All(c => c.Path.StartsWith("tags", StringComparison.Ordinal)))
        {
            return null;
        }

        var replacesAll = operation.StartsWith("Put", StringComparison.Ordinal);
        var tags = changes.Select(c => (Key: KeyOf(c.Path), c.Before, c.After)).ToList();
        if (replacesAll || tags.All(t => !t.Before.IsNull && !t.After.IsNull))
        {
            return tags.All(t => Restored(record, t.Key, t.Before.IsNull ? null : t.Before.Text));
        }

        return tags.All(t => t.Before.IsNull) ? Turned(record, operation, tags.Select(t => t.Key)) : tags.All(t => t.After.IsNull) ? Given(record, operation, tags.Select(t => (t.Key, t.Before.Text))) : false;
    }

    // tags.Name, tags["a.b/c"]
    private static string KeyOf(string path) => path["tags".Length] == '.' ? path["tags.".Length..] : path["tags[\"".Length..^"\"]".Length].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private static bool Restored(JsonObject record, string key, string? value)
    {
        var places = RequestPlace.Below(record["requestParameters"]).ToList();
        if (places.FirstOrDefault(p => p.Node is JsonObject map && map.Any(m => KeyNames.Contains(m.Key.ToLowerInvariant()) && m.Value?.ToString() == key)) is { } pair)
        {
            var map = pair.Node.AsObject();
            if (value is null)
            {
                pair.Replace(null);
            }
            else
            {
                map[map.First(m => ValueNames.Contains(m.Key.ToLowerInvariant())).Key] = value;
            }

            return true;
        }

        var member = places.FirstOrDefault(p => p.Name == key && p.Text is not null);
        member?.Replace(value is null ? null : JsonValue.Create(value));
        return member is not null;
    }

    private static bool Turned(JsonObject record, string operation, IEnumerable<string> keys)
    {
        if (Calls.FirstOrDefault(c => operation == c.Tag || (c.Tag == "Tag" && operation.StartsWith("Tag", StringComparison.Ordinal))) is not { Untag: { } untag })
        {
            return false;
        }

        record["eventName"] = untag + (untag == "Untag" ? operation["Tag".Length..] : "");
        if (record["eventName"]!.GetValue<string>() != "DeleteTags")
        {
            record["requestParameters"]!["tagKeys"] = new JsonArray([.. keys.Select(k => JsonValue.Create(k))]);
        }

        return true;
    }

    private static bool Given(JsonObject record, string operation, IEnumerable<(string Key, string Value)> tags)
    {
        if (Calls.FirstOrDefault(c => operation == c.Untag || (c.Tag == "Tag" && operation.StartsWith("Untag", StringComparison.Ordinal))) is not { Tag: { } tag } || record["requestParameters"] is not JsonObject request)
        {
            return false;
        }

        record["eventName"] = tag + (tag == "Tag" ? operation["Untag".Length..] : "");
        request.Where(m => KeyLists.Contains(m.Key.ToLowerInvariant())).Select(m => m.Key).ToList().ForEach(m => request.Remove(m));
        var list = new JsonArray([.. tags.Select(t => new JsonObject { ["key"] = t.Key, ["value"] = t.Value })]);
        request[tag == "CreateTags" ? "tagSet" : "tags"] = tag == "CreateTags" ? new JsonObject { ["items"] = list } : list;
        return true;
    }
}
