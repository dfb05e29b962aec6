using System.Runtime.CompilerServices;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Members of a request that the catalogue does not know, and that are called like an attribute beside those they come with: DatabaseInsightsMode is database_insights_mode.</summary>
internal sealed class Namesakes
{
    private static readonly ConditionalWeakTable<EventRow, Namesakes> Known = [];
    private static readonly Dictionary<string, MemberPair> None = [];

    private readonly Dictionary<string, MemberPair> _single;
    private readonly Dictionary<string, Dictionary<string, MemberPair>> _inside;

    private Namesakes(EventRow row, ResourceType type)
    {
        HashSet<string> fed = [.. row.Pairs.SelectMany(p => p.Attributes), .. row.Ids.SelectMany(i => i.Attributes)];
        HashSet<string> known = new(row.Pairs.Select(p => p.Path).Concat(row.Ids.Select(i => i.Path)), StringComparer.OrdinalIgnoreCase);
        _single = Free("", type.Attributes, "");
        _inside = row.Pairs.Select(p => Place(p, type)).OfType<(string Member, string Block)>().GroupBy(p => p.Member, StringComparer.OrdinalIgnoreCase).Where(g => g.Distinct().Count() == 1)
            .ToDictionary(g => g.Key, g => Free(g.Key + ".", type.Attributes[g.First().Block].Nested, g.First().Block + "."), StringComparer.OrdinalIgnoreCase);

        Dictionary<string, MemberPair> Free(string place, IReadOnlyDictionary<string, AttributeFacts> level, string block) => level
            .Where(a => a.Key.Contains('_', StringComparison.Ordinal) && a.Value is { Nested.Count: 0, IsComputedOnly: false } && !fed.Contains(block + a.Key) && Translation.CanDrift(type, block + a.Key))
            .Select(a => new MemberPair(place + a.Key.Replace("_", "", StringComparison.Ordinal), null, [block + a.Key], IsWeak: false))
            .Where(p => !known.Contains(p.Path))
            .ToDictionary(p => p.Path[place.Length..], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The pairs of a row, and those that only the names of this request's members tell.</summary>
    public static IEnumerable<MemberPair> With(EventRow row, ResourceType type, Situation situation)
    {
        var operation = situation.Change.Operation;
        if (row is not { Weight: >= 2, IsInferred: false, Effect: RowEffect.Update or RowEffect.Put } || !ReferenceEquals(row.Type, type)
            || Verbs.Switches(operation) is not null || Verbs.Adds(operation) || Verbs.Removes(operation))
        {
            return row.Pairs;
        }

        var found = Known.GetValue(row, static r => new(r, r.Type!)).In(situation);
        return found is null ? row.Pairs : row.Pairs.Concat(found);
    }

    private List<MemberPair>? In(Situation situation)
    {
        List<MemberPair>? found = null;
        foreach (var (name, value) in situation.Request.Members)
        {
            if (CallParameters.WhyIrrelevant(situation.Change.Source, name) is not null)
            {
                continue;
            }

            if (IsPlain(value) && _single.TryGetValue(name, out var single))
            {
                (found ??= []).Add(single);
            }

            foreach (var (inner, below) in value.Members)
            {
                if (IsPlain(below) && _inside.GetValueOrDefault(name, None).TryGetValue(inner, out var pair))
                {
                    (found ??= []).Add(pair);
                }
            }
        }

        return found;
    }

    private static bool IsPlain(Value value) => value.IsScalar || (value.Kind == ValueKind.List && value.Items.All(i => i.IsScalar));

    // PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled is point_in_time_recovery.enabled.
    private static (string Member, string Block)? Place(MemberPair pair, ResourceType type) =>
        pair.Path.Split('.') is [var member, _] && (pair.IsWeak ? Translation.Namesake(pair) : pair.Attributes[0])?.Split('.') is [var block, _] && type.Attributes.GetValueOrDefault(block) is { Nested.Count: > 0 }
            ? (member, block)
            : null;
}
