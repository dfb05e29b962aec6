using DriftStream.Core.Values;

namespace DriftStream.Alerts;

/// <summary>Where two documents differ: members by name, elements of lists by being there.</summary>
internal static class ValueDifferences
{
    /// <summary>The differences in the order of the documents; <see cref="Value.Null"/> where a side has nothing.</summary>
    public static IEnumerable<ValueDifference> Between(Value before, Value after, string path = "") => (before.Kind, after.Kind) switch
    {
        _ when before.Equals(after) => [],
        (ValueKind.Map, ValueKind.Map) => OfMaps(before, after, path),
        (ValueKind.List, ValueKind.List) => OfLists(before, after, path),
        _ => [new(path, before, after)],
    };

    private static IEnumerable<ValueDifference> OfMaps(Value before, Value after, string path) =>
        before.Members.Concat(after.Members).Select(m => m.Key).Distinct()
            .SelectMany(name => Between(before[name], after[name], path.Length == 0 ? name : $"{path}.{name}"));

    private static IEnumerable<ValueDifference> OfLists(Value before, Value after, string path) =>
    [
        .. Without(before, after).Select(gone => new ValueDifference(path, gone, Value.Null)),
        .. Without(after, before).Select(come => new ValueDifference(path, Value.Null, come)),
    ];

    private static List<Value> Without(Value list, Value other)
    {
        var rest = other.Items.ToList();
        return [.. list.Items.Where(item => !rest.Remove(item))];
    }
}

/// <summary>One place where two documents differ.</summary>
/// <param name="Path">Where; empty for the documents themselves.</param>
/// <param name="Before">What stood there.</param>
/// <param name="After">What stands there.</param>
internal sealed record ValueDifference(string Path, Value Before, Value After);
