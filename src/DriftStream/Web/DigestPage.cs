using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Web;

/// <summary>Everything that an alert about many changes stands for, one line each: where that alert leads.</summary>
internal static class DigestPage
{
    private const int Lines = 500;
    private const int LineLimit = 1_000;

    public static void MapDigestPage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/digests/{id}", ShowAsync).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Access access, CancellationToken cancellation)
    {
        if (BrowserPages.TurnAway(context, access) is { } turned)
        {
            return turned;
        }

        var stories = context.RequestServices.GetRequiredService<AlertStories>();
        if (stories.Listing(id, 0, 1).Count == 0)
        {
            return TypedResults.Problem("No digest has this id. If an alert led here, its changes may have been removed from the ledger since (Ledger:Retention).", statusCode: StatusCodes.Status404NotFound, title: "No such digest");
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await WriteAsync(stories, id, context.Response, cancellation);
        return TypedResults.Empty;
    }

    // In parts, as a digest may stand for very many changes.
    private static async Task WriteAsync(AlertStories stories, string id, HttpResponse response, CancellationToken cancellation)
    {
        var after = 0L;
        while (stories.Listing(id, after, Lines) is { Count: > 0 } part)
        {
            var text = new StringBuilder();
            foreach (var (position, finding) in part)
            {
                text.Append(Line(finding)).Append('\n');
                after = position;
            }

            await response.WriteAsync(text.ToString(), cancellation);
        }
    }

    private static string Line(Finding finding) => ForeignText.OneLine(
        $"{finding.Event.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {finding.Severity.Word(),-8}  {finding.Drift ?? "-",-12}  {FindingSentence.Text(finding)}  {finding.Event.Id}", LineLimit);
}
