using System.Text.Json;
using BenchmarkDotNet.Attributes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;

namespace DriftStream.Benchmarks;

/// <summary>What one event costs from its bytes to its verdict, beside System.Text.Json only parsing the same bytes.</summary>
[MemoryDiagnoser]
public class JudgeBenchmarks
{
    private readonly Judge _judge = new(EventCatalog.Load(), new JudgeSettings());
    private StateIndex _index = StateIndex.Empty;

    [GlobalSetup]
    public void Setup()
    {
        _index = StateIndex.Build(EventCatalog.Load(), [Samples.Read(10_000)]);
        Expect(Samples.ReadOnly, Verdict.ReadOnly);
        Expect(Samples.Unmatched, Verdict.NotManaged);
        Expect(Samples.Matched, Verdict.Drift);
    }

    [Benchmark(Baseline = true)]
    public string? ParseOnly()
    {
        using var document = JsonDocument.Parse(Samples.Matched);
        return document.RootElement.GetProperty("eventName").GetString();
    }

    [Benchmark]
    public Verdict ReadOnly() => Judged(Samples.ReadOnly);

    [Benchmark]
    public Verdict Unmatched() => Judged(Samples.Unmatched);

    [Benchmark]
    public Verdict Matched() => Judged(Samples.Matched);

    private Verdict Judged(byte[] record) => _judge.Decide(EventReader.Read(record), _index, DeviationBook.Empty).Findings[0].Verdict;

    private void Expect(byte[] record, Verdict verdict)
    {
        if (Judged(record) != verdict)
        {
            throw new InvalidOperationException($"The sample is judged {Judged(record)} and should be {verdict}, so its time means nothing.");
        }
    }
}
