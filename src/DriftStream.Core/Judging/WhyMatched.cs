using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Tells why an instance is what an event names, or why others that look like it are not. For people only; judging does not need it.</summary>
internal sealed class WhyMatched(Situation situation)
{
    private const int Most = 3;
    private readonly HashSet<string> _types = [.. situation.Rows.Select(r => r.Type?.Name).OfType<string>()];
    private readonly IReadOnlyList<(string Name, string Text)> _named = [.. Texts(situation.Request, "", 0).Concat(Texts(situation.Response, "", 0)).Take(200)];

    /// <summary>What of the event is the instance: "The event's bucketName tidewater-orders is its bucket".</summary>
    public string For(ResourceInstance instance)
    {
        var fitting = (
            from attribute in Identifying(instance.Type)
            from known in Matcher.Texts(instance, attribute)
            from named in _named
            where Identifiers.Same(known, named.Text, attribute == "id")
            orderby known == named.Text ? 0 : 1
            select (Attribute: attribute, named.Name, named.Text)).DistinctBy(f => f.Text).Take(2).ToList();
        if (fitting.Count > 0)
        {
            return $"The event's {string.Join(" and ", fitting.Select(f => $"{f.Name} {f.Text} is its {f.Attribute}"))}{Place(instance)}.";
        }

        return situation.Change.Resources.Count > 0 ? $"AWS lists it among the event's resources{Place(instance)}." : $"Account and region fit{Place(instance)}.";
    }

    /// <summary>Instances that share a name with the event and are not meant, each with what contradicts.</summary>
    public IReadOnlyList<string> NearMisses()
    {
        var misses = new List<string>();
        foreach (var (name, text) in _named.Where(n => n.Text.Length > 2))
        {
            // The end of a URL or path is a name, too.
            var end = text[(text.LastIndexOf('/') + 1)..];
            foreach (var instance in situation.States.Candidates(text).Concat(situation.States.Candidates(end)).Distinct().Where(i => _types.Contains(i.Type)))
            {
                var sentence = $"{instance.Address} in state {instance.State} is alike by {name} {text}, but {Contradiction(instance)}";
                if (misses.Count < Most && !misses.Contains(sentence))
                {
                    misses.Add(sentence);
                }
            }
        }

        return misses;
    }

    /// <summary>How many instances of the types that the call can concern the states hold.</summary>
    public string Searched()
    {
        var count = _types.Sum(t => situation.States.OfType(t).Count);
        return count == 0 ? "No state holds any resource of a type that this call can concern."
            : count == 1
                ? "The states hold one resource of these types, and it is not what the event names."
                : $"The states hold {count} resources of these types, and none is what the event names.";
    }

    private string Contradiction(ResourceInstance instance)
    {
        var place = situation.States.PlacementOf(instance);
        if (place.Account is { } account && situation.Change.Account is { } called && account != called)
        {
            return $"it lives in account {account} and the event happened in {called}.";
        }

        return place.Region is { } region && situation.Change.Region is { } where && region != where && !situation.Matcher.IsInPlace(instance, situation.Change)
            ? $"it lives in {region} and the event happened in {where}."
            : "another identifying value of the event is not its own.";
    }

    private string Place(ResourceInstance instance)
    {
        var place = situation.States.PlacementOf(instance);
        return (place.Account, place.Region) switch
        {
            (null, null) => "; the state does not say where it lives",
            ({ } account, null) => $"; it lives in account {account}",
            (null, { } region) => $"; it lives in {region}",
            var (account, region) => $"; it lives in account {account}, {region}",
        };
    }

    private IEnumerable<string> Identifying(string type) =>
        (situation.Catalog.Type(type) is { } facts ? facts.IdAttributes : []).Concat(["id", "arn", "name", "bucket", "role", "security_group_id"]).Distinct();

    private static IEnumerable<(string Name, string Text)> Texts(Value value, string name, int depth)
    {
        if (value.IsScalar && value.Text.Length is > 1 and < 512 && value.Kind == ValueKind.Text)
        {
            return [(name, value.Text)];
        }

        return depth > 8
            ? []
            : value.Members.SelectMany(m => Texts(m.Value, m.Key, depth + 1)).Concat(value.Items.SelectMany(i => Texts(i, name, depth + 1)));
    }
}
