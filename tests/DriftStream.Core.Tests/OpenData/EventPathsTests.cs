using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>The events whose paths are listed beside the repository, each tried on every Terraform type that it is listed for.</summary>
public sealed class EventPathsTests(ITestOutputHelper output)
{
    private static readonly Judge Judge = new(EventCatalog.Load(), new JudgeSettings());

    private static readonly IReadOnlyList<EventPathTrial> Trials =
        EventPathTrial.Read(Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "OpenData", "event-paths.json"));

    [Fact]
    public void Every_listed_event_is_tried_on_every_listed_type()
    {
        var listed = Listed();

        var untried =
            from entry in listed
            from type in entry.Types
            where !Trials.Any(t => t.Event == entry.Event && IsType(t.Type, type))
            select $"{entry.Event} on {type}";

        untried.ShouldBeEmpty();
        output.WriteLine($"{listed.Count} events, {Trials.Count} trials");
    }

    [Fact]
    public void An_event_is_found_on_the_resource_that_it_changes()
    {
        var examples = Examples();

        Trials.Select(t => (Trial: t, Found: Told(t, t.Differs, examples.GetValueOrDefault(t.Event))))
            .Where(t => !t.Trial.Expect.Split('|').Contains(t.Found))
            .Select(t => $"{t.Trial.Event} on {t.Trial.Type}: {t.Found}, not {t.Trial.Expect}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_state_that_holds_the_value_of_the_event_is_in_sync()
    {
        var examples = Examples();
        var hidden = Trials.Where(t => t.Holds is null && t.Expect.Split(' ')[0] is "drift" or "touched").ToList();
        output.WriteLine($"{hidden.Count} trials have no state in sync with them, because the event hides the value or leaves it out:");
        hidden.ForEach(t => output.WriteLine($"  {t.Event} on {t.Type}: {t.Expect}"));

        Trials.Where(t => t.Holds is not null)
            .Select(t => (Trial: t, Found: Told(t, t.Holds, examples.GetValueOrDefault(t.Event))))
            .Where(t => t.Found != "in-sync")
            .Select(t => $"{t.Trial.Event} on {t.Trial.Type}: {t.Found}, not in-sync")
            .ShouldBeEmpty();
    }

    // The verdict, and the root of the expected attribute where it is among the changes.
    private static string Told(EventPathTrial trial, JsonObject? attributes, JsonNode? example)
    {
        var isNew = trial.Expect == "unmanaged" && attributes is null;
        TerraformState[] states = isNew ? [] : [trial.State(attributes, example)];
        var finding = Judge.Decide(trial.Record(example), StateIndex.Build(EventCatalog.Load(), states), DeviationBook.Empty).Findings.ShouldHaveSingleItem();
        var wanted = trial.Expect.Split('|').Select(e => e.Split(' ')).Where(e => e.Length == 2).Select(e => e[1]);
        var roots = finding.Changes.Select(c => AttributePath.Root(c.Path)).Distinct().ToList();
        var address = isNew ? finding.Resource?.Type + ".it" : finding.Resource?.Address;
        return address == $"{trial.Type}.it"
            ? $"{finding.Verdict.Word()} {roots.Find(wanted.Contains) ?? string.Join(',', roots)}".Trim()
            : $"{finding.Verdict.Word()} of {finding.Resource?.Address ?? finding.Resource?.Type ?? "nothing"}";
    }

    // "any ec2 type", aws_api_gateway_*, "aws_iam_access_key (child of aws_iam_user)"
    private static bool IsType(string type, string listed) => listed.Split(' ')[0] switch
    {
        "any" => true,
        var name when name.Contains('*', StringComparison.Ordinal) => type.StartsWith(name.Split('*')[0], StringComparison.Ordinal) && type.EndsWith(name.Split('*')[1], StringComparison.Ordinal),
        var name => type == name,
    };

    private static Dictionary<string, JsonNode?> Examples() => Listed().GroupBy(e => e.Event).ToDictionary(g => g.Key, g => g.First().Example);

    private static List<(string Event, List<string> Types, JsonNode? Example)> Listed()
    {
        var list = File.ReadAllText(Checkout.Shared("data", "event_paths.json"));
        return
        [
            .. JsonNode.Parse(list)!.AsArray().Select(e => (
                $"{e!["eventSource"]!.GetValue<string>().Split('.')[0]}:{e["eventName"]!.GetValue<string>()}",
                e["terraform"]!.AsArray().Select(t => t!.GetValue<string>()).ToList(),
                e["example_requestParameters"])),
        ];
    }
}
