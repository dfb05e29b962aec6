using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using DriftStream.Core.Catalog;

namespace DriftStream.Benchmarks;

/// <summary>What the first event of a fresh process waits for: loading, and compiling the code that loads.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, warmupCount: 0, iterationCount: 1, invocationCount: 1)]
public class CatalogColdBenchmarks
{
    [Benchmark]
    public int FirstFind() => EventCatalog.Load().Find("s3.amazonaws.com", "PutBucketVersioning")!.Count;
}
