using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>Takes the wish to have events of the past fetched from CloudTrail, and says how far that is.</summary>
internal static class CatchUpDoor
{
    private const string Path = "/api/v1/catchup";
    private const int MostBytes = 16 * 1024;

    public static void MapCatchUp(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, OrderAsync)
            .RequireAccess()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithName("catchUp")
            .WithSummary("Has the events of a time fetched from CloudTrail and judged; those that are known already are left out")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet(Path, ([FromServices] CatchUps catchUps) => TypedResults.Ok(new CatchUpAnswer(catchUps.Known())))
            .RequireAccess()
            .WithName("catchUps")
            .WithSummary("What is being caught up, and what was in the last day");
    }

    private static async Task<Results<Accepted<CatchUpAnswer>, ProblemHttpResult>> OrderAsync(
        [FromBody] CatchUpRequest request, [FromServices] CatchUps catchUps, CancellationToken cancellation)
    {
        var (views, refusal) = request.From == default
            ? ([], "`from` is missing: say from when on events are to be fetched, e.g. 2026-03-02T14:00:00Z.")
            : await catchUps.Order(request, cancellation);
        return refusal is null
            ? TypedResults.Accepted(Path, new CatchUpAnswer(views))
            : TypedResults.Problem(refusal, statusCode: StatusCodes.Status400BadRequest, title: "Nothing to catch up");
    }
}

/// <summary>Who catches up.</summary>
/// <param name="Order">Takes a wish; gives what will be caught up, or why nothing is.</param>
/// <param name="Known">What is known of it.</param>
internal sealed record CatchUps(
    Func<CatchUpRequest, CancellationToken, Task<(IReadOnlyList<CatchUpView> Views, string? Refusal)>> Order, Func<IReadOnlyList<CatchUpView>> Known)
{
    /// <summary>Nobody does.</summary>
    public static CatchUps None { get; } = new((_, _) => Task.FromResult<(IReadOnlyList<CatchUpView>, string?)>(([], "Nothing here can fetch events from CloudTrail.")), () => []);
}

/// <summary>A wish.</summary>
/// <param name="From">The beginning of the time.</param>
/// <param name="Until">Its end; now where it is left out.</param>
/// <param name="Account">Only this account; all that are known where it is left out.</param>
/// <param name="Region">Only this region; all that are known where it is left out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CatchUpRequest(DateTimeOffset From, DateTimeOffset? Until = null, string? Account = null, string? Region = null);

/// <summary>What is caught up.</summary>
/// <param name="CatchUps">One for each account and region.</param>
internal sealed record CatchUpAnswer(IReadOnlyList<CatchUpView> CatchUps);

/// <summary>One time of one account and region.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="From">What is not fetched yet begins here.</param>
/// <param name="Until">And ends here.</param>
/// <param name="Fetched">Events fetched so far.</param>
/// <param name="Judged">Those of them that were new.</param>
/// <param name="Done">It is finished.</param>
/// <param name="Problem">Why it does not go on, or not all the way back.</param>
internal sealed record CatchUpView(string Id, string Account, string Region, DateTimeOffset From, DateTimeOffset Until, long Fetched, long Judged, bool Done, string? Problem);
