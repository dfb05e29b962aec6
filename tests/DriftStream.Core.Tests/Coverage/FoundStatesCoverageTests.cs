using DriftStream.Core.Catalog;
using DriftStream.Core.Coverage;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Coverage;

/// <summary>Surveys states that other people's programs were tested with, where they lie beside this repository, and all types there are.</summary>
public sealed class FoundStatesCoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_state_found_elsewhere_is_surveyed_and_most_of_it_is_revealed_by_events()
    {
        var states = Directory.GetFiles(Checkout.Shared("data", "states"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read).OfType<TerraformState>().ToList();

        states.ForEach(s => CoverageSurvey.Of(EventCatalog.Load(), [s]).Instances.Count.ShouldBe(s.Instances.Count(i => i.Deposed is null)));
        var report = CoverageSurvey.Of(EventCatalog.Load(), states);

        Print($"{states.Count} states, {report.Instances.Count} resources of {report.Types.Count} types", report.Counts);
        output.WriteLine($"not matched: {report.Instances.Count(i => i.Unmatched is not null)}; of types that no event concerns: {report.Instances.Count(i => i.Type.IsSilent)}; attributes of other provider versions: {report.Instances.Sum(i => i.Strangers.Count)}");
        Lines(report.Instances.Where(i => i.Unmatched is not null).Select(i => $"{i.Instance.State} {i.Instance.Address}: {i.Unmatched}"));
        Lines(report.Instances.SelectMany(i => i.Attributes.Select(a => (a, i.Type.Name))).Where(a => a.a.Reach is Reach.Scan or Reach.Nothing && a.a.Cause != Cause.TerraformOnly).GroupBy(a => $"{a.Name}.{a.a.Name} {a.a.Reach.Word()} {a.a.Cause.Word()}").OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}").Take(150));
        (1.0 * report.Counts[Reach.Events] / report.Counts.Values.Sum()).ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void Every_type_of_the_catalogue_is_surveyed()
    {
        var types = EventsByType.Of(EventCatalog.Load(), EventCatalog.Load().Types).Values.Select(e => TypeSurvey.Of(e).Coverage).ToList();

        Print($"{types.Count} types", types.SelectMany(t => t.Attributes.Values).GroupBy(a => a.Reach).ToDictionary(g => g.Key, g => g.Count()));
        output.WriteLine($"without any event: {string.Join(", ", types.Where(t => t.IsSilent).Select(t => t.Name))}");
        output.WriteLine($"without an event for deletions: {types.Count(t => t.Deleted.Count == 0)}, for creations: {types.Count(t => t.Created.Count == 0)}");
        types.Count(t => t.IsSilent).ShouldBeLessThan(80);
    }

    private void Print(string what, IReadOnlyDictionary<Reach, int> counts) => output.WriteLine(
        $"{what}, {counts.Values.Sum()} attributes: {string.Join(", ", ReachWords.All.Select(r => $"{r.Word()} {counts.GetValueOrDefault(r)} ({1.0 * counts.GetValueOrDefault(r) / counts.Values.Sum():P0})"))}");

    private void Lines(IEnumerable<string> lines) => lines.ToList().ForEach(l => output.WriteLine("  " + l));

    private static TerraformState? Read(string path)
    {
        try
        {
            return StateReader.Read(File.ReadAllBytes(path), new StateSource(Path.GetFileName(path), Path.GetFileName(path)));
        }
        catch (StateUnreadableException)
        {
            return null;
        }
    }
}
