using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What is known of a child: the attributes that its identifying members and the answer feed.</summary>
internal static class ChildFacts
{
    /// <summary>The attributes, each with the first value that it is given.</summary>
    public static Value Of(EventRow row, Situation situation)
    {
        var known = new List<KeyValuePair<string, Value>>();
        foreach (var id in row.Ids)
        {
            AddFirst(known, id.Attributes.Count > 0 ? id.Attributes[0] : "id", Matcher.ValuesOf(id, situation.Change));
        }

        foreach (var answer in row.Outs)
        {
            AddFirst(known, answer.Attributes[0], Answers.Of(answer, situation));
        }

        return Value.MapOf(known);
    }

    private static void AddFirst(List<KeyValuePair<string, Value>> known, string attribute, IReadOnlyList<string> values)
    {
        if (values.Count > 0 && !known.Exists(m => m.Key == attribute))
        {
            known.Add(KeyValuePair.Create(attribute, Value.Of(values[0])));
        }
    }
}
