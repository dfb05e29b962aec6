using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web.Drifts;

/// <summary>Drifts over HTTP: asked for, and decided about.</summary>
internal static class DriftApi
{
    private const string Root = "/api/v1/drifts";
    private const int MostAtOnce = 500;
    private const int MostBytes = 64 * 1024;

    public static void MapDrifts(this IEndpointRouteBuilder endpoints)
    {
        Described(endpoints.MapGet(Root, List), "listDrifts", "Drifts, the last changed first; filters are combined, pages follow `next`")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        Described(endpoints.MapGet(Root + "/{id}", Show), "showDrift", "One drift: what differs, what happened to it, who was told and what people decided")
            .ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var kind in Enum.GetValues<DecisionKind>())
        {
            var word = kind.ToString().ToLowerInvariant();
            Described(
                endpoints.MapPost($"{Root}/{{id}}/{word}", (string id, DecisionRequest request, [FromServices] DriftDecisions decisions, [FromServices] DriftQueries drifts, CancellationToken cancellation) => DecideAsync(id, kind, request, decisions, drifts, cancellation)),
                word + "Drift",
                Summary(kind))
                .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict)
                .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }

        Described(endpoints.MapPost(Root + "/actions", DecideManyAsync), "decideDrifts", $"One decision about up to {MostAtOnce} drifts, each with its result")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static RouteHandlerBuilder Described(RouteHandlerBuilder call, string name, string summary) => call
        .RequireAccess()
        .WithName(name)
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    private static string Summary(DecisionKind kind) => kind switch
    {
        DecisionKind.Acknowledge => "Somebody looks after the drift",
        DecisionKind.Snooze => "The drift is meant to be so for a while; a reminder comes if it is still open then",
        _ => "The drift shall not be told any more until an end, unless it gets worse",
    };

    private static Results<Ok<DriftPage>, ProblemHttpResult> List([AsParameters] DriftQuestion question, HttpRequest request, [FromServices] DriftQueries drifts, [FromServices] TimeProvider clock)
    {
        if (question.Read(request.Query.Keys, clock, out var mistakes) is not { } filter)
        {
            return Problem(StatusCodes.Status400BadRequest, "Question not understood", string.Join(' ', mistakes));
        }

        var found = drifts.List(filter);
        var page = found.Take(filter.Limit).ToList();
        var next = found.Count > page.Count ? new DriftCursor(page[^1].LastChangeAt.ToUnixTimeMilliseconds(), page[^1].Id).ToString() : null;
        return TypedResults.Ok(new DriftPage([.. page.Select(DriftViews.Of)], next));
    }

    private static Results<Ok<DriftDetail>, ProblemHttpResult> Show(string id, [FromServices] DriftQueries drifts) => drifts.Story(id) is { } story
        ? TypedResults.Ok(DriftViews.Of(story))
        : NotThere(id);

    private static async Task<Results<Ok<DriftDetail>, ProblemHttpResult>> DecideAsync(
        string id, DecisionKind kind, DecisionRequest request, DriftDecisions decisions, DriftQueries drifts, CancellationToken cancellation)
    {
        var answer = await decisions.DecideAsync(request.About(id, kind), cancellation);
        return answer.Kind switch
        {
            DecisionAnswerKind.Done => Show(id, drifts),
            DecisionAnswerKind.NoSuchDrift => NotThere(id),
            DecisionAnswerKind.Ended => Problem(StatusCodes.Status409Conflict, "Drift has ended", answer.Sentence!),
            _ => Problem(StatusCodes.Status400BadRequest, "Decision not understood", answer.Sentence!),
        };
    }

    private static async Task<Results<Ok<ManyDecisionsAnswer>, ProblemHttpResult>> DecideManyAsync(
        ManyDecisionsRequest request, [FromServices] DriftDecisions decisions, CancellationToken cancellation)
    {
        if (Named(request.Action) is not { } kind)
        {
            return Problem(StatusCodes.Status400BadRequest, "Decision not understood", "`action` must be acknowledge, snooze or ignore.");
        }

        if (request.Drifts is not { Count: > 0 and <= MostAtOnce } ids || ids.Any(string.IsNullOrEmpty))
        {
            return Problem(StatusCodes.Status400BadRequest, "Decision not understood", $"`drifts` must name 1 to {MostAtOnce} drifts.");
        }

        var decision = new DecisionRequest(request.By, request.Reason, request.Until);

        // All at once, so that they share a commit.
        var results = await Task.WhenAll(ids.Select(async id =>
        {
            var answer = await decisions.DecideAsync(decision.About(id, kind), cancellation);
            return new DecisionResult(id, answer.Kind == DecisionAnswerKind.Done, answer.Sentence);
        }));
        return TypedResults.Ok(new ManyDecisionsAnswer(results));
    }

    private static DecisionKind? Named(string? action) =>
        Enum.GetValues<DecisionKind>().Cast<DecisionKind?>().FirstOrDefault(k => k.ToString()!.Equals(action, StringComparison.OrdinalIgnoreCase));

    private static ProblemHttpResult NotThere(string id) => Problem(StatusCodes.Status404NotFound, "No such drift", $"There is no drift {ForeignText.OneLine(id, 40)}.");

    private static ProblemHttpResult Problem(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);
}
