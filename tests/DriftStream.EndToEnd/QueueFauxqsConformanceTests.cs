using DriftStream.Tests.LocalAws;
using Xunit;

namespace DriftStream.EndToEnd;

public sealed class QueueFauxqsConformanceTests(QueueFauxqs fauxqs) : SqsConformance, IClassFixture<QueueFauxqs>
{
    private protected override async Task<SqsServerUnderTest> StartAsync() => new(await fauxqs.EndpointAsync(), _ => { });

    private protected override ValueTask StopAsync() => ValueTask.CompletedTask;
}
