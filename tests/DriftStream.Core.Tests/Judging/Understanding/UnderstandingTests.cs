using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Understanding;

/// <summary>What is said of a parameter is held against what the judge does when the parameter has another value, over the whole corpus.</summary>
public sealed class UnderstandingTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");

    [Fact]
    public void A_parameter_that_nobody_reads_changes_no_finding_whatever_its_value()
    {
        Trials(l => l.Role is LeafRole.Irrelevant or LeafRole.NotUnderstood).Where(t => t.ChangesFindings).Select(t => t.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Most_parameters_that_are_read_change_a_finding()
    {
        var trials = Trials(l => l.Role is LeafRole.Identifies or LeafRole.Feeds or LeafRole.ReadByRule).Where(t => t.IsAboutManaged).ToList();
        var silent = trials.Where(t => !t.ChangesFindings).ToList();
        output.WriteLine($"{trials.Count - silent.Count} of {trials.Count} change a finding; these do not:");
        silent.ForEach(t => output.WriteLine("  " + t));

        (1.0 * silent.Count / trials.Count).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void One_path_in_several_elements_is_what_its_least_understood_element_is()
    {
        var change = Call("ModifyLoadBalancerAttributes", """{"loadBalancerArn":"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/pier/50dc6c495c0c9188","attributes":[{"key":"idle_timeout.timeout_seconds","value":"30"},{"key":"tide.height","value":"4"}]}""");

        var understanding = EventUnderstanding.Of(change, EventCatalog.Load())!;

        understanding.IsIdentified.ShouldBeTrue();
        understanding.NotUnderstood.ShouldBe(["attributes.key", "attributes.value"]);
    }

    [Fact]
    public void Explaining_says_which_parameters_were_not_understood()
    {
        var change = Call("ModifyLoadBalancerAttributes", """{"loadBalancerArn":"arn:pier","tide":{"height":4},"moon":"full","wind":"west","waves":2,"rain":false,"fog":true}""");

        var steps = new Judge(EventCatalog.Load(), new JudgeSettings()).Explain(change, StateIndex.Empty, DeviationBook.Empty).Steps;

        steps.Single(s => s.Name == "recognise").Text.ShouldEndWith("\nNot understood: rp.tide.height, rp.moon, rp.wind, rp.waves, rp.rain and 1 more.");
    }

    private static CloudTrailEvent Call(string name, string parameters) => EventReader.Read(Encoding.UTF8.GetBytes(
        $$"""{"eventID":"e-1","eventTime":"2026-05-04T09:00:01Z","eventSource":"elasticloadbalancing.amazonaws.com","eventName":"{{name}}","userIdentity":{"type":"IAMUser","userName":"gardener"},"requestParameters":{{parameters}}}"""));

    private static IEnumerable<Trial> Trials(Func<ParameterLeaf, bool> picks) =>
        from file in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let corpusCase = CorpusCase.Read(file)
        let untouched = CorpusRun.Of(corpusCase, corpusCase.Events)
        from change in corpusCase.Events
        let understanding = EventUnderstanding.Of(change, EventCatalog.Load())
        where understanding is not null
        from leaf in understanding.Leaves.Where(picks)
        select new Trial(Path.GetRelativePath(Folder, file), corpusCase, untouched, change, leaf);

    private sealed record Trial(string File, CorpusCase Case, CorpusRun Untouched, CloudTrailEvent Change, ParameterLeaf Leaf)
    {
        public bool IsAboutManaged => Untouched.Findings.Any(f => f.Event.Id == Change.Id && f.Resource?.Address is not null);

        public bool ChangesFindings =>
            !CorpusRun.Of(Case, Case.Events.Select(e => e == Change ? e.With(Other(e.Request, Leaf.Path)) : e)).Json.SequenceEqual(Untouched.Json);

        public override string ToString() => $"{File}: {Change.Name} {Leaf.Path} ({Leaf.Role}: {Leaf.Meaning})";
    }

    private static Value Other(Value value, string path) => value.Kind switch
    {
        ValueKind.Map => Value.MapOf(value.Members.Select(m => KeyValuePair.Create(m.Key, path == m.Key ? Other(m.Value, "") : path.StartsWith(m.Key + ".", StringComparison.Ordinal) ? Other(m.Value, path[(m.Key.Length + 1)..]) : m.Value))),
        ValueKind.List => Value.ListOf(value.Items.Select(i => Other(i, path))),
        _ when path.Length > 0 => value,
        ValueKind.Bool => Value.Of(!value.IsTrue),
        ValueKind.Number => Value.NumberOf("73"),
        _ => Value.Of("quite another " + value.Text),
    };
}
