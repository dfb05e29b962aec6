using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>Has alerts told after all that were refused for good, once somebody repaired what they were refused for.</summary>
internal static class DeadAlertDoor
{
    private const string Sink = "sink";
    private const int LongestShown = 40;

    public static void MapDeadAlerts(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/alerts/dead/retry", Retry)
        .RequireAccess()
        .WithName("retryDeadAlerts")
        .WithSummary("Has undeliverable alerts told once more, of one sink or of all; what is refused again is undeliverable again")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Results<Ok<RetriedAnswer>, ProblemHttpResult> Retry(string? sink, HttpRequest request, [FromServices] AlertQueue queue, [FromServices] OutboxSignal outbox)
    {
        if (Mistake(sink, request.Query.Keys, queue) is { } mistake)
        {
            return TypedResults.Problem(mistake, statusCode: StatusCodes.Status400BadRequest, title: "Question not understood");
        }

        var retried = queue.Revive(sink);
        outbox.Raise();
        return TypedResults.Ok(new RetriedAnswer(retried));
    }

    // What narrows nothing would have everything told again.
    private static string? Mistake(string? sink, IEnumerable<string> asked, AlertQueue queue) =>
        asked.FirstOrDefault(name => !name.Equals(Sink, StringComparison.OrdinalIgnoreCase)) is { } other
            ? $"`{ForeignText.OneLine(other, LongestShown)}` narrows nothing, so every sink's alerts would be told again: there is only `{Sink}`."
            : sink is not null && !queue.Sinks().Contains(sink)
                ? $"`{Sink}` is '{ForeignText.OneLine(sink, LongestShown)}', and no alert is for a sink of that name."
                : null;
}

/// <summary>What is told once more.</summary>
/// <param name="Retried">How many alerts.</param>
internal sealed record RetriedAnswer(int Retried);
