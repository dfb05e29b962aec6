using BenchmarkDotNet.Running;
using DriftStream.Benchmarks;

if (args is ["pump", var queue, var log])
{
    await BarePump.RunAsync(queue, log);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
