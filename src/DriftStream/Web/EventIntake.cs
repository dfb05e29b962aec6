using DriftStream.Ingest;
using DriftStream.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>Takes events over HTTP: CloudTrail records, EventBridge envelopes, whatever the queue would bring.</summary>
internal static class EventIntake
{
    /// <summary>The largest body; CloudTrail's own files stay below it.</summary>
    public const int MostBytes = MessageContent.MostBytes;

    public static void MapEventIntake(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/events", TakeAsync)
        .RequireAccess()
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .WithName("takeEvents")
        .WithSummary("Takes CloudTrail records or EventBridge envelopes and judges them")
        .AddOpenApiOperationTransformer(ApiDescription.TakesAnyJson)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Accepted<IntakeAnswer>, ProblemHttpResult>> TakeAsync(
        HttpContext context, TakeMessage take, Signals signals, CancellationToken cancellation)
    {
        if (context.Request.Headers.ContentEncoding.Count > 0)
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "Compressed body", "The body is compressed. Send plain JSON.");
        }

        try
        {
            var body = await ReadAsync(context.Request, cancellation);
            if (body.Length == 0)
            {
                return Problem(StatusCodes.Status400BadRequest, "Nothing sent", "The body is empty. Send CloudTrail records or EventBridge envelopes as JSON.");
            }

            var taken = await WatchedAsync(signals, () => take(body, cancellation));
            return TypedResults.Accepted((string?)null, new IntakeAnswer(taken.Judged, taken.Duplicates, taken.NotCloudTrail));
        }
        catch (UnreadableMessageException unreadable)
        {
            return Problem(StatusCodes.Status400BadRequest, "Unreadable event", unreadable.Message);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "Body too large",
                $"The body is larger than {MostBytes / 1024 / 1024} MB and none of it was taken. Send fewer events at a time, or use: driftstream replay");
        }
    }

    private static async Task<IntakeResult> WatchedAsync(Signals signals, Func<Task<IntakeResult>> take)
    {
        using var span = signals.Receive("http", "events", messageId: null);
        var isTaken = false;
        try
        {
            var taken = await take();
            isTaken = true;
            return taken;
        }
        finally
        {
            signals.Received(span, "http", isTaken ? null : "refused");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MostBytes));
        await request.Body.CopyToAsync(buffer, cancellation);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);
}

/// <summary>What became of the events that were sent.</summary>
/// <param name="Judged">Records judged now.</param>
/// <param name="Duplicates">Records that had been judged before.</param>
/// <param name="NotCloudTrail">Items of other kinds: counted, not judged.</param>
internal sealed record IntakeAnswer(int Judged, int Duplicates, int NotCloudTrail);
