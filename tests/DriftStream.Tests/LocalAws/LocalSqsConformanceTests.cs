namespace DriftStream.Tests.LocalAws;

public sealed class LocalSqsConformanceTests : SqsConformance
{
    private LocalAwsServer? _server;

    private protected override async Task<SqsServerUnderTest> StartAsync()
    {
        var time = new ManualTime();
        _server = await LocalAwsServer.StartAsync(time);
        return new SqsServerUnderTest(_server.Endpoint, time.Advance);
    }

    private protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
