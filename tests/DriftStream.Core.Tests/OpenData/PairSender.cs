using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Puts the value of a pair into a call, and the same or another one into the state.</summary>
internal static class PairSender
{
    private const char Named = '=';
    private static readonly string[] OneOfMany = ["Name", "Arn", "Id", "CidrIp", "CidrIpv6"];

    /// <summary>Puts the pair in.</summary>
    /// <param name="call">The call and its state.</param>
    /// <param name="trial">The pair.</param>
    /// <param name="form">How many elements lists have.</param>
    /// <param name="element">Which of them is meant.</param>
    /// <param name="value">Whether the state holds the same.</param>
    public static void Send(SyntheticCall call, PairTrial trial, CallForm form, int element, ValueIs value)
    {
        if (trial.Renames && call.Held[trial.Attribute] is { } name)
        {
            call.Request.Put(CallEssentials.Recorded(trial.Pair), value == ValueIs.Same ? name.DeepClone() : "medlar");
            return;
        }

        var (held, sent) = Values(trial, form, element, value);
        var (members, blocks) = PairLists.Places(trial, form, element);
        if (!Put(call, trial, sent, members) || held is null)
        {
            return;
        }

        call.Held.Set(trial.Attribute, held, blocks);
        if (trial.Attribute is "tags" or "tags_all")
        {
            call.Held.Set(trial.Attribute == "tags" ? "tags_all" : "tags", held.DeepClone());
        }
    }

    private static (JsonNode? Held, JsonNode? Sent) Values(PairTrial trial, CallForm form, int element, ValueIs value)
    {
        var differs = value == ValueIs.Another;
        JsonNode? Sample(int which) => SampleValue.Of(trial.Facts, trial.Attribute, which);
        if (trial.Adds && form != CallForm.Two)
        {
            return (differs ? null : Sample(0), Sample(0));
        }

        // What is removed is not the last one, or the resource would be gone.
        return trial.Removes
            ? (differs ? SampleValue.Two(trial.Facts, trial.Attribute) : null, trial.Pair.Path == "RemoveTags" ? new JsonArray("kind") : Sample(1))
            : (Sample(2 * element), Sample((2 * element) + (differs ? 1 : 0)));
    }

    private static bool Put(SyntheticCall call, PairTrial trial, JsonNode? sent, int[] members)
    {
        var path = CallEssentials.Recorded(trial.Pair);
        if (path.IndexOf(Named, StringComparison.Ordinal) is > 0 and var at)
        {
            return call.Request.Put(path[..at], JsonValue.Create(path[(at + 1)..]))
                && call.Request.Put(path[..at].Replace("Name", "Value", StringComparison.Ordinal), JsonValue.Create(sent?.ToString()));
        }

        int[] Elements(string of) => [.. CallEssentials.Elements(call, of).Select((list, i) => Math.Max(list, i < members.Length ? members[i] : -1))];
        if (MapEnds(trial, path) is { } ends)
        {
            var entry = sent!.AsObject().First();
            int[] elements = [.. Elements(ends.Key)[..^1], 0];
            return call.Request.Put(ends.Key, JsonValue.Create(entry.Key), elements) && call.Request.Put(ends.Value, entry.Value!.DeepClone(), elements);
        }

        return call.Request.Put(path, IsOne(trial, path) ? sent!.AsArray()[0]!.DeepClone() : sent, Elements(path));
    }

    // GroupName feeds the list of groups: a call names one. Lists of the API are called in the plural.
    private static bool IsOne(PairTrial trial, string path) =>
        trial.Facts is { Kind: AttributeKind.List or AttributeKind.Set, Nested.Count: 0 } && Array.Exists(OneOfMany, ending => path.EndsWith(ending, StringComparison.Ordinal));

    // Dimensions.Name and Dimensions.Value feed one map: a call sends both.
    private static (string Key, string Value)? MapEnds(PairTrial trial, string path)
    {
        var end = path.LastIndexOf('.') + 1;
        var last = path[end..];
        if (end == 0 || last is not ("Key" or "Name" or "Value" or "key" or "name" or "value") || !SampleValue.IsMap(trial.Candidate.Type, trial.Pair.Attributes[0]))
        {
            return null;
        }

        var key = trial.Candidate.Row.Pairs.Any(p => CallEssentials.Recorded(p) == path[..end] + "Name") ? "Name" : "Key";
        return char.IsUpper(last[0]) ? (path[..end] + key, path[..end] + "Value") : (path[..end] + "key", path[..end] + "value");
    }
}
