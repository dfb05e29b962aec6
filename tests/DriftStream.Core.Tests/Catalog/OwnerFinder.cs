using System.Text.Json;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Finds which types a request member's value identifies: calls that address one object by one member tell.</summary>
internal static class OwnerFinder
{
    private const int MostTypes = 4;

    public static IReadOnlyList<MemberOwners> Find(JsonElement source, JsonElement types)
    {
        var calls = new Dictionary<(string Member, string Type), int>();
        foreach (var row in source.EnumerateObject().SelectMany(operation => operation.Value.EnumerateArray()))
        {
            if (OwnMember(row, types) is { } member)
            {
                var key = (member, row.GetProperty("t").GetString()!);
                calls[key] = calls.GetValueOrDefault(key) + 1;
            }
        }

        return [.. calls.GroupBy(call => call.Key.Member).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Ranked)];
    }

    private static MemberOwners Ranked(IGrouping<string, KeyValuePair<(string Member, string Type), int>> calls) => new(
        calls.Key,
        [.. calls.OrderByDescending(call => call.Value).ThenBy(call => call.Key.Type, StringComparer.Ordinal).Take(MostTypes).Select(call => call.Key.Type)]);

    private static string? OwnMember(JsonElement row, JsonElement types)
    {
        var facts = RowFacts.Read(row);
        var addresses = facts is { Weight: >= 2, Effect: RowEffect.Update or RowEffect.Delete or RowEffect.Put, Ids: [{ IsWeak: false }] };
        if (!addresses || row.TryGetProperty("inf", out _))
        {
            return null;
        }

        var first = types.GetProperty(facts.Type!).GetProperty("id")[0].GetString()!;
        string[] own = [first, "id", "name", "arn"];
        return facts.Ids[0].Attributes.Intersect(own).Any() ? facts.Ids[0].Path.Split('.')[^1] : null;
    }
}
