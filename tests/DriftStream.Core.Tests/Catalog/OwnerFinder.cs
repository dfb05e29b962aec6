using System.Text.Json;
using System.Text.RegularExpressions;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Finds which types a request member's value identifies: calls that address one object by that member alone tell, and names that say the same.</summary>
internal sealed partial class OwnerFinder
{
    private const int MostTypes = 4;
    private const int MostTypesOfPlainName = 2;

    private static readonly HashSet<string> Suffixes = ["name", "names", "id", "ids", "arn", "arns", "identifier", "url"];

    private readonly JsonElement _types;
    private readonly HashSet<string> _candidates = [];
    private readonly HashSet<string> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, int>> _calls = new(StringComparer.OrdinalIgnoreCase);

    private OwnerFinder(JsonElement source, JsonElement types)
    {
        _types = types;
        foreach (var row in source.EnumerateObject().SelectMany(operation => operation.Value.EnumerateArray()))
        {
            Count(RowFacts.Read(row));
        }
    }

    public static IReadOnlyList<MemberOwners> Find(JsonElement source, JsonElement types)
    {
        var finder = new OwnerFinder(source, types);
        return [.. finder._members.Order(StringComparer.Ordinal).Select(finder.Owners).Where(owners => owners.Types.Count > 0)];
    }

    /// <summary>Everything but the suffix that says what kind of name it is: <c>db_instance</c> of <c>DBInstanceIdentifier</c>.</summary>
    private static string Noun(string member)
    {
        var words = Word().Matches(member).Select(match => match.Value.ToLowerInvariant()).ToList();
        while (words.Count > 0 && Suffixes.Contains(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        return string.Join('_', words);
    }

    /// <summary>2: the type's name ends with the noun; 1: at least the last word is the same; 0: nothing in common.</summary>
    private static int Kinship(string type, string noun) =>
        noun.Length == 0 ? 0
        : type.EndsWith('_' + noun, StringComparison.Ordinal) ? 2
        : type.Split('_')[^1] == noun.Split('_')[^1] ? 1
        : 0;

    private void Count(RowFacts row)
    {
        if (row.Type is null)
        {
            return;
        }

        _candidates.Add(row.Type);
        if (!row.IsInferred)
        {
            _members.UnionWith(row.Ids.Select(id => LastSegment(id.Path)));
        }

        if (AddressesByOwnId(row))
        {
            var member = LastSegment(row.Ids[0].Path);
            var calls = _calls.TryGetValue(member, out var known) ? known : _calls[member] = [];
            calls[row.Type] = calls.GetValueOrDefault(row.Type) + 1;
        }
    }

    private bool AddressesByOwnId(RowFacts row) =>
        row is { IsInferred: false, Weight: >= 2, Effect: RowEffect.Update or RowEffect.Delete or RowEffect.Put, Ids: [{ IsWeak: false }] }
        && row.Ids[0].Attributes.Any(attribute => attribute == "name" || IdAttributes(row.Type!).Contains(attribute));

    private MemberOwners Owners(string member)
    {
        var noun = Noun(member);
        var calls = new Dictionary<string, int>(_calls.GetValueOrDefault(member) ?? []);
        if (_candidates.Where(type => Kinship(type, noun) == 2).ToArray() is [var only])
        {
            calls.TryAdd(only, 0);
        }

        if (noun.Length == 0 && calls.Count > MostTypesOfPlainName)
        {
            return new(member, []);
        }

        var best = calls
            .OrderByDescending(call => Kinship(call.Key, noun))
            .ThenByDescending(call => call.Value)
            .ThenBy(call => call.Key.Length)
            .ThenBy(call => call.Key, StringComparer.Ordinal)
            .Where(call => calls.Keys.All(type => Kinship(type, noun) == 0) ? call.Value * 4 >= calls.Values.Max() : Kinship(call.Key, noun) > 0);
        return new(member, [.. best.Select(call => call.Key).Take(MostTypes)]);
    }

    private IEnumerable<string> IdAttributes(string type) =>
        _types.GetProperty(type).GetProperty("id").EnumerateArray().Select(attribute => attribute.GetString()!);

    private static string LastSegment(string path) => path[(path.LastIndexOf('.') + 1)..];

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
