using DriftStream.Web.Pages;
using Microsoft.Net.Http.Headers;

namespace DriftStream.Web;

/// <summary>Shows a problem as a page to whoever opened a page, as when a link in an old alert leads nowhere; programs get problem details.</summary>
internal sealed class RefusalPage(PageRenderer renderer) : IProblemDetailsWriter
{
    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return HeadRequests.Reads(request)
            && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ErrorWords.Complete(context);
        var page = await renderer.RenderAsync<Refusal>(new()
        {
            [nameof(Refusal.Title)] = context.ProblemDetails.Title ?? "This did not work",
            [nameof(Refusal.Detail)] = context.ProblemDetails.Detail,
            [nameof(Refusal.Theme)] = BrowserPages.Theme(context.HttpContext),
        });
        await BrowserPages.Page(page, context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
    }
}
