using System.Globalization;
using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Makes of a recorded call the call that takes it back: the opposite operation, or the same with the state's values.</summary>
internal static class Undoing
{
    // A request that says what comes and what goes: valuesToAdd, add, addRouteTableIds, enableLogTypes.
    private static readonly (string Come, string Go)[] Parts = [("Add", "Remove"), ("add", "remove"), ("enableLogTypes", "disableLogTypes")];

    /// <summary>The call that takes the event back; null where the record does not tell how.</summary>
    /// <param name="record">The event's record.</param>
    /// <param name="findings">What the event changed.</param>
    /// <param name="attributes">The attributes that the state holds, by address.</param>
    public static JsonObject? Call(JsonObject record, IReadOnlyList<Finding> findings, Func<string, Value> attributes)
    {
        var undone = Later(record);
        var operation = OperationName.Of(record["eventName"]!.GetValue<string>());
        if (OppositeOperation.Of(undone, operation, findings, attributes) is { } isOpposite)
        {
            return isOpposite ? undone : null;
        }

        if (Tagging.Undone(undone, operation, findings) is { } isUntagged)
        {
            return isUntagged ? undone : null;
        }

        if (Swapped(undone["requestParameters"]))
        {
            return undone;
        }

        return findings.All(f => f.Verdict == Verdict.Drift && Restored(undone, operation, f, attributes(f.Resource!.Address!))) ? undone : null;
    }

    private static JsonObject Later(JsonObject record)
    {
        var later = record.DeepClone().AsObject();
        later["eventID"] = (record["eventID"]?.GetValue<string>() ?? "") + "-undone";
        later["eventTime"] = DateTimeOffset.Parse(record["eventTime"]!.GetValue<string>(), CultureInfo.InvariantCulture).AddSeconds(30).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return later;
    }

    private static bool Swapped(JsonNode? node)
    {
        if (node is not JsonObject request)
        {
            return false;
        }

        var swapped = request.Select(m => (m.Key, Other: Counterpart(m.Key), Value: m.Value?.DeepClone())).Where(m => m.Other is not null).ToList();
        swapped.ForEach(m => request.Remove(m.Key));
        swapped.ForEach(m => request[m.Other!] = m.Value);
        return swapped.Count > 0 || request.ToList().Any(m => Swapped(m.Value));
    }

    private static string? Counterpart(string member) => member.EndsWith("Config", StringComparison.Ordinal) ? null : Parts.Select(p => Turned(member, p.Come, p.Go) ?? Turned(member, p.Go, p.Come)).FirstOrDefault(o => o is not null);

    // add and addRouteTableIds, valuesToAdd; not address.
    private static string? Turned(string member, string verb, string other) =>
        member.StartsWith(verb, StringComparison.Ordinal) && (member.Length == verb.Length || char.IsUpper(member[verb.Length])) ? other + member[verb.Length..]
        : member.EndsWith("To" + verb, StringComparison.Ordinal) ? member[..^verb.Length] + other
        : null;

    private static bool Restored(JsonObject record, string operation, Finding finding, Value attributes)
    {
        var restoring = new Restoring(record, operation, finding.Resource!.Type);
        return finding.Changes.GroupBy(c => c.Path).All(changes =>
            changes.ToList() is [var gone, var come] && Blocks(gone, come) is { } blocks
                ? Inside(changes.Key, blocks.Before, blocks.After).All(restoring.Scalar)
                : restoring.Of([.. changes], AgreeingState.At(attributes, changes.Key)));
    }

    private static (Value Before, Value After)? Blocks(Change one, Change other) => (one.Before.Kind, one.After.Kind, other.Before.Kind, other.After.Kind) switch
    {
        (ValueKind.Map, ValueKind.Null, ValueKind.Null, ValueKind.Map) => (one.Before, other.After),
        (ValueKind.Null, ValueKind.Map, ValueKind.Map, ValueKind.Null) => (other.Before, one.After),
        _ => null,
    };

    private static IEnumerable<Change> Inside(string path, Value before, Value after) => (before, after) switch
    {
        ({ Kind: ValueKind.Map }, { Kind: ValueKind.Map }) => before.Members.Concat(after.Members).Select(m => m.Key).Distinct().SelectMany(name => Inside($"{path}.{name}", before[name], after[name])),
        ({ Items: [var old] }, { Items: [var now] }) => Inside(path, old, now),
        _ => Meaning.Same(before, after) ? [] : [new Change(path, before, after)],
    };
}
