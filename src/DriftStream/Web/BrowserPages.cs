using DriftStream.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>What people see: the page, its live pieces, and where a key is set, the way in.</summary>
internal static class BrowserPages
{
    public const string SignInPath = "/sign-in";
    private const int LongestForm = 8 * 1024;

    public static void MapBrowserPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", ShowAsync);
        pages.MapGet("/live/findings", LivePage.ServeAsync).RequireAccess();
        pages.MapGet(SignInPath, ShowSignInAsync);
        pages.MapPost(SignInPath, SignInAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Access access, PageReader reader, PageRenderer renderer, CancellationToken cancellation)
    {
        var standing = access.Of(context);
        if (standing is Standing.KeyMissing or Standing.KeyWrong)
        {
            return TypedResults.Redirect(SignInPath);
        }

        if (Refusals.Of(standing, context) is { } refusal)
        {
            return refusal;
        }

        return Page(await renderer.RenderAsync<Overview>(new()
        {
            [nameof(Overview.View)] = await reader.ReadAsync(context.Request, cancellation),
            [nameof(Overview.Theme)] = Theme(context),
            [nameof(Overview.Mode)] = context.Request.Query.ContainsKey("wall") ? "wall" : null,
        }));
    }

    private static async Task<IResult> ShowSignInAsync(HttpContext context, Access access, PageRenderer renderer) =>
        access.NeedsKey ? await SignInPageAsync(context, renderer, StatusCodes.Status200OK) : TypedResults.Redirect("/");

    private static async Task<IResult> SignInAsync(HttpContext context, Access access, PageRenderer renderer, CancellationToken cancellation)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
        if (!access.IsKey(form["key"].ToString()))
        {
            return await SignInPageAsync(context, renderer, StatusCodes.Status401Unauthorized);
        }

        context.Response.Cookies.Append(Access.Cookie, access.OpenSession(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Access.SessionLength,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
        });
        return TypedResults.Redirect("/");
    }

    private static async Task<IResult> SignInPageAsync(HttpContext context, PageRenderer renderer, int status) => Page(
        await renderer.RenderAsync<SignIn>(new()
        {
            [nameof(SignIn.IsWrong)] = status == StatusCodes.Status401Unauthorized,
            [nameof(SignIn.Theme)] = Theme(context),
        }),
        status);

    private static ContentHttpResult Page(string html, int status = StatusCodes.Status200OK) =>
        TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);

    private static string? Theme(HttpContext context) => context.Request.Cookies["theme"] is "light" or "dark" ? context.Request.Cookies["theme"] : null;
}
