using System.Diagnostics;

namespace DriftStream.Replay.Benching;

/// <summary>One way through all files, and the best that was measured of it.</summary>
/// <param name="name">What people call it.</param>
/// <param name="workers">How many threads take part.</param>
/// <param name="run">Goes through all files.</param>
internal sealed class MeasuredWay(string name, int workers, Func<int, Task> run)
{
    private double _wall = double.MaxValue;
    private double _processor = double.MaxValue;
    private long _allocated;
    private int _collections;

    /// <summary>How many threads take part.</summary>
    public int Workers => workers;

    /// <summary>Runs it once; the first time warms up and does not count.</summary>
    public async Task MeasureAsync(bool counts)
    {
        var (bytes, collections, processor, began) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(2), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await run(workers);
        if (counts)
        {
            _wall = Math.Min(_wall, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            _processor = Math.Min(_processor, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
            (_allocated, _collections) = (GC.GetTotalAllocatedBytes(precise: true) - bytes, GC.CollectionCount(2) - collections);
        }
    }

    /// <summary>What came of it.</summary>
    /// <param name="unpacking">The same files only unpacked, by as many threads.</param>
    /// <param name="records">How many records lie in them.</param>
    public BenchLine Line(MeasuredWay unpacking, long records) => new(
        name, workers, Math.Round(_wall, 1), Math.Round(_wall / unpacking._wall, 3), Math.Round(_processor / unpacking._processor, 3), Math.Round((double)_allocated / Math.Max(1, records), 1), _collections);
}
