using DriftStream.Core.Judging;

namespace DriftStream.Web;

/// <summary>Findings as they happen, for programs: server-sent events in the contract's one shape.</summary>
internal static class FindingStream
{
    private const int MostWaiting = 256;

    public static void MapFindingStream(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/stream", ServeAsync)
        .RequireAccess()
        .WithName("streamFindings")
        .WithSummary("Findings as they happen, as server-sent events: \"finding\" with a finding as JSON, \"missed\" with a number when the listener was too slow")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    private static Task ServeAsync(HttpContext context, LiveSource source, TimeProvider time) =>
        EventStream.ServeAsync(context, async (stream, cancellation) =>
        {
            await foreach (var heard in Wakes.ListenAsync(source, MostWaiting, EventStream.LongestSilence, time, cancellation))
            {
                await SendAsync(stream, heard, cancellation);
            }
        });

    private static async Task SendAsync(EventStream stream, HeardFinding? heard, CancellationToken cancellation)
    {
        if (heard is null)
        {
            await stream.KeepAliveAsync(cancellation);
            return;
        }

        if (heard.MissedBefore > 0)
        {
            await stream.WriteAsync("missed", $"{{\"missed\":{heard.MissedBefore}}}", cancellation);
        }

        await stream.WriteAsync("finding", FindingJson.ToJson(heard.Finding), cancellation);
    }
}
