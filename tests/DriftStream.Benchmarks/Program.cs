using System.Globalization;
using BenchmarkDotNet.Running;
using DriftStream.Benchmarks;

if (args is ["pump", var queue, var log])
{
    await BarePump.RunAsync(queue, log);
    return;
}

if (args is ["ledger", var url, var events, var rounds])
{
    await LedgerRate.RunAsync(url, int.Parse(events, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture));
    return;
}

if (args is ["replay-scan", var archives, var states])
{
    ReplayScan.Run(archives, states);
    return;
}

if (args is ["replay-race", var logs, var held, var times, .. var more])
{
    var race = new ReplayRace(logs, held);
    if (more is ["export", var csv])
    {
        race.Export(csv);
    }
    else if (more is ["plain"])
    {
        race.Compare();
    }
    else
    {
        race.Run(int.Parse(times, CultureInfo.InvariantCulture));
    }

    return;
}

if (args is ["states-million", var folder])
{
    new StatesMillion(folder).Run();
    return;
}

if (args is ["states-farm", var farm, var resources, var count])
{
    new StateFarm(int.Parse(resources, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)).Write(farm);
    return;
}

if (args is ["states-fresh", var fresh])
{
    await new FreshStates(fresh).RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(LedgerRate).Assembly).Run(args);
