using BenchmarkDotNet.Running;
using DriftStream.Benchmarks;

if (args is ["pump", var queue, var log])
{
    await BarePump.RunAsync(queue, log);
    return;
}

if (args is ["states-million", var folder])
{
    new StatesMillion(folder).Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
