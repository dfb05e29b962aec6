using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>What a scan skips, the judge shows nothing of and remembers nothing of.</summary>
public sealed class SkippingProofTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");

    [Fact]
    public void Of_every_case_of_the_corpus_only_records_that_come_to_nothing_are_skipped()
    {
        var skipped = Cases().Sum(c => SkippingProof.Check([.. c.Events.Select(e => SkippingProof.Compacted(e.Record))], c.States, c.Runners));

        skipped.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void All_events_of_the_corpus_against_states_they_do_not_know_are_skipped_rightly()
    {
        var cases = Cases();
        byte[][] records = [.. cases.SelectMany(c => c.Events).Select(e => SkippingProof.Compacted(e.Record))];

        foreach (var some in cases.Where((_, i) => i % 60 == 0).Append(cases[0] with { States = [] }))
        {
            SkippingProof.Check(records, some.States, []).ShouldBeGreaterThan(100);
        }
    }

    [Fact]
    public void Public_records_against_public_states_are_skipped_rightly()
    {
        byte[][] records =
        [
            .. Directory.EnumerateFiles(Checkout.Shared("data", "events"), "*.jsonl").Order(StringComparer.Ordinal)
                .SelectMany(f => Envelope.Split(File.ReadAllBytes(f))).Where(i => i.Kind == EnvelopeItemKind.Record && IsReadable(i.Bytes)).Select(i => SkippingProof.Compacted(i.Bytes)),
        ];

        SkippingProof.Check(records, PublicStates(), []).ShouldBeGreaterThan(records.Length / 2);
    }

    [Fact]
    public void Public_records_against_the_states_of_the_corpus_are_skipped_rightly()
    {
        byte[][] records =
        [
            .. Directory.EnumerateFiles(Checkout.Shared("data", "events"), "*.jsonl").Order(StringComparer.Ordinal)
                .SelectMany(f => Envelope.Split(File.ReadAllBytes(f))).Where(i => i.Kind == EnvelopeItemKind.Record && IsReadable(i.Bytes)).Select(i => SkippingProof.Compacted(i.Bytes)),
        ];

        foreach (var some in Cases().Where((_, i) => i % 90 == 0))
        {
            SkippingProof.Check(records, some.States, []).ShouldBeGreaterThan(records.Length / 2);
        }
    }

    private static List<CorpusCase> Cases() =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(CorpusCase.Read)];

    private static List<TerraformState> PublicStates()
    {
        var states = new List<TerraformState>();
        foreach (var file in Directory.EnumerateFiles(Checkout.Shared("data", "states"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                states.Add(StateReader.Read(File.ReadAllBytes(file), new(file, file)));
            }
            catch (StateUnreadableException)
            {
                // Some are broken on purpose.
            }
        }

        return states;
    }

    private static bool IsReadable(ReadOnlyMemory<byte> record)
    {
        try
        {
            return EventReader.Read(record).Id.Length > 0;
        }
        catch (RecordUnreadableException)
        {
            return false;
        }
    }
}
