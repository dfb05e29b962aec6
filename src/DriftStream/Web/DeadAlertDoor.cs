using DriftStream.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>Has alerts told after all that were refused for good, once somebody repaired what they were refused for.</summary>
internal static class DeadAlertDoor
{
    public static void MapDeadAlerts(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/alerts/dead/retry", Retry)
        .RequireAccess()
        .WithName("retryDeadAlerts")
        .WithSummary("Has undeliverable alerts told once more, of one sink or of all; what is refused again is undeliverable again")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Ok<RetriedAnswer> Retry(string? sink, [FromServices] AlertQueue queue, [FromServices] OutboxSignal outbox)
    {
        var retried = queue.Revive(sink);
        outbox.Raise();
        return TypedResults.Ok(new RetriedAnswer(retried));
    }
}

/// <summary>What is told once more.</summary>
/// <param name="Retried">How many alerts.</param>
internal sealed record RetriedAnswer(int Retried);
