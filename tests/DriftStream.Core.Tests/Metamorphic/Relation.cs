using System.Text.Json.Nodes;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>A way to write every case of the corpus otherwise that must not change what is found.</summary>
internal static class Relation
{
    // More exceptions than this share of the corpus, and the relation is not one.
    private const double MostExceptions = 0.02;

    /// <summary>Changes each case in place and compares the findings.</summary>
    /// <param name="output">Where is listed what was tried, what the change does not concern, and what is excepted.</param>
    /// <param name="change">Changes the case; whether there was anything to change.</param>
    /// <param name="exceptions">Cases that may find something else, each with the reason. One that finds the same is no exception any more.</param>
    public static void Holds(ITestOutputHelper output, Func<CorpusFile, bool> change, IReadOnlyDictionary<string, string>? exceptions = null)
    {
        exceptions ??= new Dictionary<string, string>();
        var broken = new Dictionary<string, string>();
        var changed = 0;
        foreach (var file in CorpusFile.All)
        {
            var copy = file.Copy();
            if (change(copy))
            {
                changed++;
                var (before, after) = (Lines(file.Original), Lines(copy.Findings()));
                if (!before.SequenceEqual(after))
                {
                    broken.Add(file.Name, $"{file.Name}:\n  - {string.Join("\n  - ", before.Except(after))}\n  + {string.Join("\n  + ", after.Except(before))}");
                }
            }
        }

        output.WriteLine($"{changed} of {CorpusFile.All.Count} cases can be written so; {exceptions.Count} of them may find something else:");
        output.WriteLine(string.Join('\n', exceptions.Select(e => $"  {e.Key}: {e.Value}")));
        changed.ShouldBeGreaterThan(0);
        string.Join('\n', broken.Where(b => !exceptions.ContainsKey(b.Key)).Select(b => b.Value)).ShouldBeEmpty();
        exceptions.Keys.Except(broken.Keys).ShouldBeEmpty("they find the same and need no exception");
        ((double)exceptions.Count / CorpusFile.All.Count).ShouldBeLessThanOrEqualTo(MostExceptions);
    }

    /// <summary>The findings as text that does not depend on how the event was written.</summary>
    public static List<string> Lines(IEnumerable<Finding> findings) => [.. findings.Select(Line).Order(StringComparer.Ordinal)];

    // Lists inside of what is shown stand as they were sent.
    private static JsonNode? Unordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Unordered(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Unordered).OrderBy(CanonicalJson.Of, StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };

    // The elements of a set may come in any order. What tells the event from others is its eventID; where it has none, its text does.
    private static string Line(Finding finding)
    {
        var json = JsonNode.Parse(FindingJson.ToJson(finding))!.AsObject();
        if (finding.Event.Id.Length == 64)
        {
            json["event"]!["id"] = "";
            json["drift"] = "";
        }

        var changes = json["changes"]!.AsArray().Select(Unordered).Select(CanonicalJson.Of).Order(StringComparer.Ordinal).ToList();
        json.Remove("changes");
        json.Remove("reason");
        return $"{finding.Verdict} {finding.Event.Name} {finding.Resource?.Address} {string.Join(' ', changes)} {CanonicalJson.Of(json)}";
    }
}
