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

    private static string? Named(EventRow row, Situation situation)
    {
        var members = situation.Call.NamingOf(row, situation.Catalog);
        return (situation.Response.IsNull ? null : Answered(members, situation) ?? NamedAfterType(members, situation.Response))
            ?? Own(members, situation)
            ?? NamedInRequest(members, situation)
            ?? OfParent(members, situation)
            ?? (situation.Change.Resources is [var listed, ..] ? listed.Arn : null);
    }

    // What may be the parent's id as well is no name.
    private static string? Answered(NamingMembers members, Situation situation)
    {
        foreach (var answer in members.Answers)
        {
            if (Answers.First(answer.Member, situation) is { } found && (answer.IsOwn || !IsAttributeOfParent(answer.Member, members, situation)))
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsAttributeOfParent(MemberPair answer, NamingMembers members, Situation situation)
    {
        foreach (var id in members.Ids)
        {
            if (id.Member.Attributes.Any(answer.Attributes.Contains) && (id.IsOfOthers || !NamesAny(Matcher.ValuesOf(id.Member, situation.Change), situation)))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Own(NamingMembers members, Situation situation)
    {
        foreach (var id in members.OwnIds)
        {
            if (Matcher.ValuesOf(id.Member, situation.Change) is var values && NamesAny(values, situation))
            {
                return values[0];
            }
        }

        return null;
    }

    private static string? NamedInRequest(NamingMembers members, Situation situation)
    {
        foreach (var path in members.Names)
        {
            foreach (var member in RequestMembers.Find(situation.Request, path))
            {
                if (member.Value.IsScalar)
                {
                    return member.Value.Text;
                }
            }
        }

        return null;
    }

    private static string? OfParent(NamingMembers members, Situation situation)
    {
        foreach (var id in members.Ids)
        {
            if (Matcher.ValuesOf(id.Member, situation.Change) is [var first, ..] values && (id.IsOfOthers || !NamesAny(values, situation)))
            {
                return first;
            }
        }

        return null;
    }

    // The account is nobody's name: Glue's catalogue is called by it.
    private static bool NamesAny(IReadOnlyList<string> values, Situation situation)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] != situation.Change.Account)
            {
                return true;
            }
        }

        return false;
    }

    // Terraform writes Route 53's ids without the path that the API puts before them.
    private static string? Plain(string? name, Situation situation) =>
        situation.Change.Source == "route53.amazonaws.com" && name is ['/', ..] ? name[(name.LastIndexOf('/') + 1)..] : name;

    // Where nothing but all parts together tell it from others, it is called as Terraform imports it.
    private static string? Whole(EventRow row, Situation situation) =>
        row.Type!.Name == "aws_volume_attachment" && situation.Text("device") is { } device && situation.Text("volumeId") is { } volume && situation.Text("instanceId") is { } instance
            ? $"{device}:{volume}:{instance}"
            : null;

    // A grant's grantId, a user pool client's clientId, a task set's id: services name ids after their kind.
    private static string? NamedAfterType(NamingMembers members, Value answer)
    {
        if (answer.Members.Count == 0)
        {
            return null;
        }

        var inner = answer.Members is [{ Value.Kind: ValueKind.Map } only] ? only.Value : Value.EmptyMap;
        foreach (var kind in members.Kinds)
        {
            if ((Text(Member(answer, kind.Id)) ?? Text(Member(inner, kind.Id)) ?? Text(Member(answer, kind.Name)?["id"])) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Value? Member(Value map, string name) => map.Find(name, StringComparison.OrdinalIgnoreCase);

    private static string? Text(Value? found) => found is { IsScalar: true, Text.Length: > 0 } ? found.Text : null;
}
