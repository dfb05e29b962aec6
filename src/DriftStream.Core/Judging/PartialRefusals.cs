using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Calls for several things that AWS carried out for some of them only: the answer lists those it refused.</summary>
internal static class PartialRefusals
{
    // The list in the answer, and what an entry says it is about; empty where an entry is the thing itself.
    private static readonly (string List, string Member)[] Lists =
    [
        ("failedEntries", "targetId"), ("failures", "arn"), ("failedScheduledUpdateGroupActions", "scheduledActionName"), ("invalidParameters", ""), ("unsuccessful", "resourceId"),
    ];

    private static readonly byte[][] Marks = [.. Lists.Select(l => Encoding.UTF8.GetBytes(l.List))];

    private static readonly string[] Naming = ["content", "id", "name", "resourceId", "scheduledActionName"];

    /// <summary>The event with what AWS did alone; the event itself where it did everything, null where it did nothing.</summary>
    public static CloudTrailEvent? Done(CloudTrailEvent change)
    {
        var refused = Refused(change);
        if (refused.Count == 0)
        {
            return change;
        }

        List<KeyValuePair<string, Value>> kept = [];
        foreach (var (name, sent) in change.Parameters.Members)
        {
            var left = sent.IsScalar ? sent : Without(sent, refused);
            if (left is null)
            {
                return null;
            }

            kept.Add(KeyValuePair.Create(name, left));
        }

        return change.With(Value.MapOf(kept));
    }

    /// <summary>Why a call of which AWS did nothing failed.</summary>
    public static string Reason(CloudTrailEvent change) => $"AWS refused {change.Name} for everything that it names, so nothing changed";

    private static HashSet<string> Refused(CloudTrailEvent change)
    {
        HashSet<string> refused = [];
        if (change.IsAsRecorded && !MayListThem(change.ResponseJson.Span))
        {
            return refused;
        }

        foreach (var (list, member) in Lists)
        {
            if (change.Answer.Find(list, StringComparison.OrdinalIgnoreCase) is { } entries)
            {
                refused.UnionWith(RequestMembers.Each(entries).Select(e => member.Length == 0 ? e : e.Find(member, StringComparison.OrdinalIgnoreCase) ?? Value.Null).Where(v => v is { IsScalar: true, Text.Length: > 0 }).Select(v => v.Text));
            }
        }

        return refused;
    }

    private static bool MayListThem(ReadOnlySpan<byte> response)
    {
        foreach (var mark in Marks)
        {
            if (response.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    // Null where nothing is left of what named something.
    private static Value? Without(Value sent, HashSet<string> refused)
    {
        if (sent.Kind == ValueKind.List)
        {
            var left = sent.Items.Select(i => Without(i, refused)).OfType<Value>().ToList();
            return left.Count > 0 || sent.Items.Count == 0 ? Value.ListOf(left) : null;
        }

        if (sent.Kind != ValueKind.Map)
        {
            return refused.Contains(sent.Text) ? null : sent;
        }

        return Naming.Any(n => sent.Find(n, StringComparison.OrdinalIgnoreCase) is { IsScalar: true } named && refused.Contains(named.Text)) ? null
            : sent.Find("items", StringComparison.OrdinalIgnoreCase) is { } items && Without(items, refused) is null ? null
            : Value.MapOf(sent.Members.Select(m => KeyValuePair.Create(m.Key, m.Key.Equals("items", StringComparison.OrdinalIgnoreCase) ? Without(m.Value, refused)! : m.Value)));
    }
}
