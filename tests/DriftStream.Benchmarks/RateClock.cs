using System.Diagnostics;
using System.Globalization;

namespace DriftStream.Benchmarks;

/// <summary>Takes the time of a number of events, on the wall and of this process's processors.</summary>
internal sealed class RateClock(int events)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _work = Environment.CpuUsage.TotalTime;

    /// <summary>What it came to.</summary>
    public Rate Stop() => new(events / Stopwatch.GetElapsedTime(_began).TotalSeconds, (Environment.CpuUsage.TotalTime - _work).TotalMicroseconds / events);

    /// <summary>A rate. Processor time is this process's: on a machine that others use too, it says more than the time on the wall.</summary>
    /// <param name="PerSecond">Events a second.</param>
    /// <param name="Work">Microseconds of processor time an event.</param>
    public sealed record Rate(double PerSecond, double Work)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:F0}/s ({Work:F0} µs of processor each)");
    }
}
