using System.Text.Json.Nodes;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Over the whole corpus: a state that holds what an event sets agrees with that event.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["edge/web-acl-lets-everyone-in.json"] = "an empty block says everything by being there, and is shown as a word that no state holds",
        ["severity/firewall-off.json"] = "an empty block says everything by being there, and is shown as a word that no state holds",
        ["matching/version-3-state.json"] = "states of format 3 keep their attributes elsewhere",
    };

    [Fact]
    public void An_event_is_in_sync_with_a_state_made_to_match_it()
    {
        var (tried, hidden) = (0, new List<string>());
        var broken = new List<string>();
        foreach (var file in CorpusFile.All)
        {
            foreach (var record in file.Records)
            {
                foreach (var finding in file.With(record).Findings().Where(f => f.Verdict is Verdict.Drift or Verdict.Touched && f.Resource?.Address is not null))
                {
                    if (finding.Changes.Count == 0 || finding.Changes.Any(c => c.Hidden))
                    {
                        hidden.Add($"{file.Name} {finding.Event.Id}");
                        continue;
                    }

                    tried++;
                    var copy = file.Copy();
                    Agree(copy, finding);
                    var found = copy.With(record).Findings().Where(f => f.Resource?.Address == finding.Resource!.Address && f.Verdict.IsShown()).ToList();
                    if (found.Count > 0)
                    {
                        broken.Add($"{file.Name} {finding.Event.Id}:\n  - {string.Join("\n  - ", Relation.Lines([finding]))}\n  + {string.Join("\n  + ", Relation.Lines(found))}");
                    }
                }
            }
        }

        output.WriteLine($"{tried} findings; without {hidden.Count} that tell no value: {string.Join(", ", hidden)}");
        output.WriteLine($"Excepted: {string.Join("; ", Exceptions.Select(e => $"{e.Key}: {e.Value}"))}");
        string.Join('\n', broken.Where(b => !Exceptions.Keys.Any(e => b.StartsWith(e, StringComparison.Ordinal)))).ShouldBeEmpty();
        tried.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void What_a_state_holds_as_a_resource_of_its_own_is_not_attached()
    {
        var (tried, broken) = (0, new List<string>());
        foreach (var (file, record, finding) in Findings(Verdict.Attached))
        {
            var copy = file.Copy();
            if (copy.Json["states"]!.AsArray().First(s => s!["name"]!.GetValue<string>() == finding.Resource!.State)!["json"] is JsonObject state && !state.ContainsKey("version"))
            {
                tried++;
                finding.Changes.ToList().ForEach(c => state["resources"]!.AsArray().Add(Child(c, finding.Resource!.Id)));
                broken.AddRange(copy.With(record).Findings().Where(f => f.Verdict == Verdict.Attached).SelectMany(f => Relation.Lines([f])).Select(line => $"{file.Name}: {line}"));
            }
        }

        output.WriteLine($"{tried} children");
        string.Join('\n', broken).ShouldBeEmpty();
    }

    [Fact]
    public void What_no_state_holds_any_more_is_not_deleted()
    {
        var (tried, broken) = (0, new List<string>());
        foreach (var (file, record, finding) in Findings(Verdict.Deleted))
        {
            var copy = file.Copy();
            foreach (var resources in copy.Json["states"]!.AsArray().Select(s => s!["json"]!["resources"]).OfType<JsonArray>())
            {
                tried += resources.RemoveAll(r => r!["address"]?.GetValue<string>() == finding.Resource!.Address);
            }

            broken.AddRange(copy.With(record).Findings().Where(f => f.Resource?.Address == finding.Resource!.Address && f.Verdict.IsShown()).SelectMany(f => Relation.Lines([f])).Select(line => $"{file.Name}: {line}"));
        }

        output.WriteLine($"{tried} resources");
        string.Join('\n', broken).ShouldBeEmpty();
    }

    private static IEnumerable<(CorpusFile File, JsonObject Record, Finding Finding)> Findings(Verdict verdict) =>
        from file in CorpusFile.All
        from record in file.Records
        from finding in file.With(record).Findings()
        where finding.Verdict == verdict
        select (file, record, finding);

    // What is known of a child does not repeat its parent, and a rule is told in the shape of a group's rules.
    private static JsonObject Child(Change change, string? parent)
    {
        var attributes = JsonNode.Parse(change.After.ToString())!.AsObject();
        attributes[change.Path == "aws_route53_record" ? "zone_id" : "security_group_id"] = parent;
        if (change.Path.StartsWith("aws_vpc_security_group", StringComparison.Ordinal))
        {
            attributes["id"] = attributes["security_group_rule_id"]?.DeepClone();
            attributes["ip_protocol"] = attributes["protocol"]?.DeepClone();
            attributes["cidr_ipv4"] = attributes["cidr_blocks"]?[0]?.DeepClone();
        }

        return new() { ["address"] = change.Path + ".made", ["attributes"] = attributes };
    }

    private static void Agree(CorpusFile file, Finding finding)
    {
        foreach (var resource in file.ResourcesAt(finding.Resource!.State!, finding.Resource.Address!))
        {
            var agreed = AgreeingState.With(resource.Attributes, finding);
            resource.Attributes.Clear();
            foreach (var (name, value) in agreed.ToList())
            {
                resource.Attributes[name] = value?.DeepClone();
            }
        }
    }
}
