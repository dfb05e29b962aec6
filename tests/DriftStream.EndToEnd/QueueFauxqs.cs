namespace DriftStream.EndToEnd;

/// <summary>One fauxqs for the tests of a class; it starts with the first of them that gets past its skips.</summary>
public sealed class QueueFauxqs : IAsyncDisposable
{
    private QueueNode? _node;

    /// <summary>Where it listens.</summary>
    public async Task<Uri> EndpointAsync()
    {
        _node ??= QueueNode.Start("serve.mjs");
        return new Uri(await _node.LineAsync("listening"));
    }

    public ValueTask DisposeAsync() => _node?.DisposeAsync() ?? ValueTask.CompletedTask;
}
