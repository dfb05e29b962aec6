using DriftStream.Ledger.Lives;
using DriftStream.Web.Pages;
using DriftStream.Web.View;

namespace DriftStream.Web;

/// <summary>One drift for people: where links in alerts lead.</summary>
internal static class DriftStoryDoor
{
    public static void MapDriftStory(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/drifts/{id}", ShowAsync).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Access access, LiveSource source, TimeProvider clock)
    {
        if (BrowserPages.TurnAway(context, access) is { } turned)
        {
            return turned;
        }

        var services = context.RequestServices;
        return services.GetRequiredService<DriftQueries>().Story(id) is not { } story
            ? TypedResults.Problem("No drift has this id. If an alert led here, its drift may have been removed from the ledger since (Ledger:Retention).", statusCode: StatusCodes.Status404NotFound, title: "No such drift")
            : BrowserPages.Page(await services.GetRequiredService<PageRenderer>().RenderAsync<DriftStoryPage>(new()
            {
                [nameof(DriftStoryPage.View)] = DriftStoryViews.Of(story, clock.GetUtcNow(), source.AccountNames),
                [nameof(DriftStoryPage.Theme)] = BrowserPages.Theme(context),
            }));
    }
}
