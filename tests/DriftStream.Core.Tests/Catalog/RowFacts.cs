using System.Text.Json;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>A row of the JSON facts, taken apart.</summary>
internal sealed record RowFacts
{
    public required RowEffect Effect { get; init; }

    public string? Type { get; init; }

    public int Weight { get; init; }

    public bool IsInferred { get; init; }

    public IReadOnlyList<string> TagPackages { get; init; } = [];

    public IReadOnlyList<MemberPair> Ids { get; init; } = [];

    public IReadOnlyList<MemberPair> Outs { get; init; } = [];

    public IReadOnlyList<MemberPair> Pairs { get; init; } = [];

    public IReadOnlyList<string> Touch { get; init; } = [];

    public IReadOnlyList<MemberSpelling> Spellings { get; init; } = [];

    public static RowFacts Read(JsonElement row)
    {
        var spellings = Map(row, "x").ToDictionary();
        MemberPair[] ids = [.. IdMembers(row, spellings)];
        MemberPair[] outs = [.. Map(row, "out").Select(pair => Pair(pair.Key, pair.Value.Split('|'), spellings))];
        MemberPair[] pairs = [.. List(row, "p").Select(text => Pair(text, spellings))];
        var named = ids.Concat(outs).Concat(pairs).Select(pair => pair.Path).ToHashSet();
        return new()
        {
            Effect = EffectOf(row),
            Type = row.TryGetProperty("t", out var type) ? type.GetString() : null,
            Weight = row.TryGetProperty("w", out var weight) ? weight.GetInt32() : 0,
            IsInferred = row.TryGetProperty("inf", out _),
            TagPackages = [.. List(row, "tag")],
            Ids = ids,
            Outs = outs,
            Pairs = pairs,
            Touch = [.. List(row, "touch")],
            Spellings = [.. spellings.Where(pair => !named.Contains(pair.Key)).Select(pair => new MemberSpelling(pair.Key, pair.Value))],
        };
    }

    private static RowEffect EffectOf(JsonElement row) => row.TryGetProperty("tag", out _) ? RowEffect.Tag : row.GetProperty("e").GetString() switch
    {
        "c" => RowEffect.Create,
        "u" => RowEffect.Update,
        "d" => RowEffect.Delete,
        "p" => RowEffect.Put,
        var other => throw new InvalidDataException($"The facts have an effect '{other}' that the catalogue cannot hold."),
    };

    private static IEnumerable<MemberPair> IdMembers(JsonElement row, Dictionary<string, string> spellings)
    {
        if (!row.TryGetProperty("id", out var ids))
        {
            return [];
        }

        return ids.ValueKind == JsonValueKind.Array
            ? List(row, "id").Select(member => Pair(member, [], spellings))
            : Map(row, "id").Select(pair => Pair(pair.Key, pair.Value.Trim('~').Split('|'), spellings) with { IsWeak = pair.Value.EndsWith('~') });
    }

    private static MemberPair Pair(string text, Dictionary<string, string> spellings)
    {
        var equals = text.LastIndexOf('=');
        if (equals < 0)
        {
            return Pair(text, [], spellings);
        }

        var isWeak = text[equals - 1] == '?';
        return Pair(text[..(isWeak ? equals - 1 : equals)], text[(equals + 1)..].Split('|'), spellings) with { IsWeak = isWeak };
    }

    private static MemberPair Pair(string path, string[] attributes, Dictionary<string, string> spellings) =>
        new(path, spellings.GetValueOrDefault(path), attributes, IsWeak: false);

    private static IEnumerable<string> List(JsonElement row, string name) =>
        row.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(item => item.GetString()!) : [];

    private static IEnumerable<KeyValuePair<string, string>> Map(JsonElement row, string name) =>
        row.TryGetProperty(name, out var map) ? map.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!)) : [];
}
