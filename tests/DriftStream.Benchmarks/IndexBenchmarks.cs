using System.Text.Json;
using BenchmarkDotNet.Attributes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Benchmarks;

/// <summary>Reading a state of 100,000 instances and building the index over it, beside System.Text.Json only parsing the same file.</summary>
[MemoryDiagnoser]
public class IndexBenchmarks
{
    private const int Instances = 100_000;
    private byte[] _file = [];
    private TerraformState _state = new("", 4, null, "", 0, [], 0, []);

    [GlobalSetup]
    public void Setup()
    {
        _file = Samples.State(Instances);
        _state = Samples.Read(Instances);
        if (Build() != Instances)
        {
            throw new InvalidOperationException("The index does not hold every instance, so its time means nothing.");
        }
    }

    [Benchmark(Baseline = true)]
    public int ParseOnly()
    {
        using var document = JsonDocument.Parse(_file);
        return document.RootElement.GetProperty("resources").GetArrayLength();
    }

    [Benchmark]
    public int Read() => StateReader.Read(_file, new StateSource("bench", "memory")).Instances.Count;

    [Benchmark]
    public int Build() => StateIndex.Build(EventCatalog.Load(), [_state]).Count;
}
