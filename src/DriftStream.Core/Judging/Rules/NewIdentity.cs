using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What a new object is called: its own id or name, and its parent's only where the event tells nothing better.</summary>
internal static class NewIdentity
{
    /// <summary>The best name that the event gives; null where it gives none.</summary>
    public static string? Of(EventRow row, Situation situation)
    {
        if (Whole(row, situation) is { } whole)
        {
            return whole;
        }

        return Plain(Named(row, situation), situation);
    }

    private static string? Named(EventRow row, Situation situation) =>
        (situation.Response.IsNull ? null : Answered(row, situation) ?? NamedAfterType(row.Type!.Name, situation.Response).FirstOrDefault())
        ?? Own(row, situation)
        ?? row.Pairs.Where(p => p.Attributes[0] == "name").SelectMany(p => RequestMembers.Find(situation.Request, p.Path)).Where(m => m.Value.IsScalar).Select(m => m.Value.Text).FirstOrDefault()
        ?? row.Ids.Where(id => IsOfParent(id, row, situation)).SelectMany(id => Matcher.ValuesOf(id, situation.Change)).FirstOrDefault()
        ?? situation.Change.Resources.Select(r => r.Arn).FirstOrDefault();

    // What may be the parent's id as well is no name.
    private static string? Answered(EventRow row, Situation situation)
    {
        List<IdMember>? parents = null;
        foreach (var answer in row.Outs.OrderBy(o => o.Attributes.Contains("id") ? 0 : 1))
        {
            if (Answers.First(answer, situation) is { } found
                && (answer.Attributes.Any(a => a is "id" or "arn") || !(parents ??= [.. row.Ids.Where(id => IsOfParent(id, row, situation))]).Exists(p => p.Attributes.Intersect(answer.Attributes).Any())))
            {
                return found;
            }
        }

        return null;
    }

    private static string? Own(EventRow row, Situation situation)
    {
        foreach (var id in row.Ids.OrderBy(id => Rank(id, row, situation)))
        {
            if (!IsOfParent(id, row, situation))
            {
                return Matcher.ValuesOf(id, situation.Change)[0];
            }
        }

        return null;
    }

    // Terraform writes Route 53's ids without the path that the API puts before them.
    private static string? Plain(string? name, Situation situation) =>
        situation.Change.Source == "route53.amazonaws.com" && name is ['/', ..] ? name[(name.LastIndexOf('/') + 1)..] : name;

    // Where nothing but all parts together tell it from others, it is called as Terraform imports it.
    private static string? Whole(EventRow row, Situation situation) =>
        row.Type!.Name == "aws_volume_attachment" && situation.Text("device") is { } device && situation.Text("volumeId") is { } volume && situation.Text("instanceId") is { } instance
            ? $"{device}:{volume}:{instance}"
            : null;

    // The account is nobody's name: Glue's catalogue is called by it.
    private static bool IsOfParent(IdMember id, EventRow row, Situation situation)
    {
        var owners = Owners(id, situation);
        return (owners.Count > 0 && !owners.Contains(row.Type!)) || Matcher.ValuesOf(id, situation.Change).All(value => value == situation.Change.Account);
    }

    private static int Rank(IdMember id, EventRow row, Situation situation) =>
        Owners(id, situation).Contains(row.Type!) ? 0 : id.Attributes.Any(a => a is "id" or "name") ? 1 : 2;

    private static IReadOnlyList<ResourceType> Owners(IdMember id, Situation situation) =>
        situation.Catalog.Owners(situation.Change.Source, id.Path[(id.Path.LastIndexOf('.') + 1)..]);

    // A grant's grantId, a user pool client's clientId, a task set's id: services name ids after their kind.
    private static IEnumerable<string> NamedAfterType(string type, Value answer)
    {
        if (answer.Members.Count == 0)
        {
            yield break;
        }

        var words = type.Split('_')[1..];
        var inner = answer.Members is [{ Value.Kind: ValueKind.Map } only] ? only.Value : Value.EmptyMap;
        for (var skipped = 0; skipped < words.Length; skipped++)
        {
            var kind = string.Concat(words.Skip(skipped));
            foreach (var found in (Value?[])[Member(answer, kind + "id"), Member(inner, kind + "id"), Member(answer, kind)?["id"]])
            {
                if (found is { IsScalar: true, Text.Length: > 0 })
                {
                    yield return found.Text;
                }
            }
        }
    }

    private static Value? Member(Value map, string name) => map.Find(name, StringComparison.OrdinalIgnoreCase);
}
