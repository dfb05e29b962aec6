using DriftStream.Telemetry;
using DriftStream.Tests.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Telemetry;

public sealed class HealthGaugesTests
{
    [Fact]
    public async Task What_cannot_be_looked_up_ends_neither_the_start_nor_the_service()
    {
        var time = new ManualTime();
        var log = new LogObserver();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var signals = new Signals(time);
        using var gauges = new HealthGauges(signals, _ => throw new TaskCanceledException("the queue did not answer"), time, logging.CreateLogger<HealthGauges>());

        await gauges.StartAsync(TestContext.Current.CancellationToken);
        log.Lines.All.Count(l => l.Id == 1800).ShouldBe(1);
        while (log.Lines.All.Count(l => l.Id == 1800) < 3)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        gauges.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await gauges.StopAsync(TestContext.Current.CancellationToken);
    }
}
