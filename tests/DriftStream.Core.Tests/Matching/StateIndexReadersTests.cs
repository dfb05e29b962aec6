using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Matching;

public sealed class StateIndexReadersTests
{
    private const int Rounds = 200;
    private StateIndex _index = StateIndex.Build(EventCatalog.Load(), [.. Enumerable.Range(0, 4).Select(n => State(n, 1))]);

    // Whoever has taken an index sees one serial of a state, the steady states whole, and attributes of that very serial.
    [Fact]
    public async Task Readers_see_a_state_before_or_after_its_change_and_never_both()
    {
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Seen().All(isWhole => isWhole))).ToList();

        for (var serial = 2; serial < Rounds; serial++)
        {
            Volatile.Write(ref _index, _index.With(State(1, serial)));
        }

        (await Task.WhenAll(readers)).ShouldAllBe(isWhole => isWhole);
    }

    private IEnumerable<bool> Seen()
    {
        StateIndex index;
        do
        {
            index = Volatile.Read(ref _index);
            var serial = index.States[1].Serial;
            var found = index.Candidates("shared-0").ToList();
            yield return found.Count == 4 && found.Select(i => i.State).SequenceEqual(["s0", "s1", "s2", "s3"])
                && found[1].Attributes["note"].Text == $"{serial}"
                && index.PlacementOf(found[1]).Region == "eu-west-1"
                && index.MayHold(Encoding.UTF8.GetBytes($"only-{serial}")) && !index.MayHold(Encoding.UTF8.GetBytes($"only-{serial - 1}"));
        }
        while (index.States[1].Serial < Rounds - 1);
    }

    private static TerraformState State(int number, int serial)
    {
        var resources = string.Join(",", Enumerable.Range(0, 50).Select(i => $$$$"""
            {"mode":"managed","type":"aws_s3_bucket","name":"b{{{{i}}}}","instances":[{"attributes":{"id":"shared-{{{{i}}}}","name":"{{{{(i == 7 && number == 1 ? $"only-{serial}" : $"n-{number}-{i}")}}}}","region":"eu-west-1","note":"{{{{serial}}}}"}}]}
            """));
        return StateReader.Read(Encoding.UTF8.GetBytes($$$"""{"version":4,"serial":{{{serial}}},"lineage":"l","resources":[{{{resources}}}]}"""), new StateSource($"s{number}", "s"));
    }
}
