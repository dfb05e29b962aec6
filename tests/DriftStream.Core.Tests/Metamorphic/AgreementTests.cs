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
                foreach (var finding in Alone(file, record).Where(f => f.Verdict is Verdict.Drift or Verdict.Touched && f.Resource?.Address is not null))
                {
                    if (finding.Changes.Count == 0 || finding.Changes.Any(c => c.Hidden))
                    {
                        hidden.Add($"{file.Name} {finding.Event.Id}");
                        continue;
                    }

                    tried++;
                    var copy = file.Copy();
                    Agree(copy, finding);
                    var found = Alone(copy, record.DeepClone().AsObject()).Where(f => f.Resource?.Address == finding.Resource!.Address && f.Verdict.IsShown()).ToList();
                    if (found.Count > 0)
                    {
                        broken.Add($"{file.Name} {finding.Event.Id}:\n  - {string.Join("\n  - ", Relation.Lines([finding]))}\n  + {string.Join("\n  + ", Relation.Lines(found))}");
                    }
                }
            }
        }

        output.WriteLine($"{tried} findings; without {hidden.Count} that tell no value: {string.Join(", ", hidden)}");
        string.Join('\n', broken.Where(b => !Exceptions.Keys.Any(e => b.StartsWith(e, StringComparison.Ordinal)))).ShouldBeEmpty();
        tried.ShouldBeGreaterThan(300);
    }

    private static IReadOnlyList<Finding> Alone(CorpusFile file, JsonObject record)
    {
        var alone = file.Copy();
        alone.Json["events"] = new JsonArray(record.DeepClone());
        return alone.Findings();
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
