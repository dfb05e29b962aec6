using System.Text;

namespace DriftStream.Web;

/// <summary>Writes server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html</summary>
internal sealed class EventStream(HttpResponse response)
{
    /// <summary>Proxies close what stays silent for a minute, and a browser then looks as if it were live.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>Serves a stream until the listener or this program goes away, which is how every stream ends.</summary>
    public static async Task ServeAsync(HttpContext context, Func<EventStream, CancellationToken, Task> send)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var stream = new EventStream(context.Response);
        try
        {
            await stream.OpenAsync(gone.Token);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await send(stream, gone.Token);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
    }

    /// <summary>Sends the headers, so that the listener knows at once that it is heard.</summary>
    private Task OpenAsync(CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        return SendAsync($"retry: {Retry.TotalMilliseconds}\n\n", cancellation);
    }

    /// <summary>Sends one event.</summary>
    public Task WriteAsync(string name, string data, CancellationToken cancellation)
    {
        var text = new StringBuilder().Append("event: ").Append(name).Append('\n');
        foreach (var line in data.AsSpan().EnumerateLines())
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        return SendAsync(text.Append('\n').ToString(), cancellation);
    }

    /// <summary>Sends something that listeners do not see.</summary>
    public Task KeepAliveAsync(CancellationToken cancellation) => SendAsync(": alive\n\n", cancellation);

    private async Task SendAsync(string text, CancellationToken cancellation)
    {
        await response.WriteAsync(text, cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
