using System.Diagnostics;

namespace DriftStream.Benchmarks;

/// <summary>One way through all files, and the best that was measured of it.</summary>
internal sealed class RaceWay(string name, Action<int> run)
{
    private double _wall;
    private double _cpu;

    public string Name { get; } = name;

    /// <summary>The bytes that its last run allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>The gen-2 collections during its last run.</summary>
    public int Collections { get; private set; }

    /// <summary>Forgets what was measured.</summary>
    public void Start() => (_wall, _cpu) = (double.MaxValue, double.MaxValue);

    /// <summary>Runs it once.</summary>
    public void Measure(int workers, bool counts)
    {
        var (bytes, collections, cpu, started) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(2), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        run(workers);
        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (counts)
        {
            _wall = Math.Min(_wall, wall);
            _cpu = Math.Min(_cpu, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        }

        (Allocated, Collections) = (GC.GetTotalAllocatedBytes(precise: true) - bytes, GC.CollectionCount(2) - collections);
    }

    /// <summary>The best time, and its ratios to another way's.</summary>
    public (double Milliseconds, double Ratio, double CpuRatio) Result(RaceWay to) => (_wall, _wall / to._wall, _cpu / to._cpu);
}
