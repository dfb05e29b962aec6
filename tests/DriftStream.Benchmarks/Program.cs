using BenchmarkDotNet.Running;
using DriftStream.Benchmarks;

if (args is ["pump", var queue, var log])
{
    await BarePump.RunAsync(queue, log);
    return;
}

if (args is ["replay-scan", var archives, var states])
{
    ReplayScan.Run(archives, states);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(BarePump).Assembly).Run(args);
