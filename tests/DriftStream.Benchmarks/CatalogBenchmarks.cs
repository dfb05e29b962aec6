using BenchmarkDotNet.Attributes;
using DriftStream.Core.Catalog;

namespace DriftStream.Benchmarks;

/// <summary>What a lookup costs for each event, against a dictionary built from all keys.</summary>
[MemoryDiagnoser]
public class CatalogBenchmarks
{
    private readonly EventCatalog _catalog = EventCatalog.Load();
    private Dictionary<EventKey, IReadOnlyList<EventRow>> _dictionary = [];
    private EventKey[] _events = [];

    [GlobalSetup]
    public void Setup()
    {
        EventKey[] known = [.. _catalog.Events];
        _dictionary = known.ToDictionary(key => key, key => _catalog.Find(key.Source, key.Operation)!);
        var random = new Random(1); // a fixed order, so that runs can be compared
        _events = [.. Enumerable.Range(0, 1_000).Select(_ => known[random.Next(known.Length)]).Select(Half)];

        if (Plain() != Find())
        {
            throw new InvalidOperationException("The two lookups disagree, so their times mean nothing.");
        }

        EventKey Half(EventKey key) => random.Next(2) == 0 ? key : key with { Operation = "Describe" + key.Operation };
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 1_000)]
    public int Plain() => _events.Count(key => _dictionary.ContainsKey(key));

    [Benchmark(OperationsPerInvoke = 1_000)]
    public int Find() => _events.Count(key => _catalog.Find(key.Source, key.Operation) is not null);

    [Benchmark]
    public int LoadAgain() => new EventCatalog(CatalogFile.Embedded(EventCatalog.Resource)).Find("s3.amazonaws.com", "PutBucketVersioning")!.Count;
}
