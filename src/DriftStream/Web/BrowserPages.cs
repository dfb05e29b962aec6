using System.Text.RegularExpressions;
using DriftStream.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web;

/// <summary>What people see: the page, its live pieces, and where a key is set, the way in.</summary>
internal static partial class BrowserPages
{
    public const string SignInPath = "/sign-in";
    private const string Back = "to";
    private const int LongestForm = 8 * 1024;

    public static void MapBrowserPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", ShowAsync);
        pages.MapGet("/live/findings", LivePage.ServeAsync).RequireAccess();
        pages.MapGet(SignInPath, ShowSignInAsync);
        pages.MapPost(SignInPath, SignInAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
    }

    /// <summary>Where somebody is sent who may not see a page, to come back to it after signing in; null where they may.</summary>
    public static IResult? TurnAway(HttpContext context, Access access)
    {
        var standing = access.Of(context);
        if (standing is not (Standing.KeyMissing or Standing.KeyWrong) || context.Request.Headers.ContainsKey("Authorization"))
        {
            return Refusals.Of(standing, context);
        }

        var way = ComesBackTo(context.Request.Path) is { } page ? QueryString.Create(Back, page) : QueryString.Empty;
        return TypedResults.Redirect(SignInPath + way);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Access access, PageReader reader, PageRenderer renderer, CancellationToken cancellation)
    {
        if (TurnAway(context, access) is { } turned)
        {
            return turned;
        }

        return Page(await renderer.RenderAsync<Overview>(new()
        {
            [nameof(Overview.View)] = await reader.ReadAsync(context.Request, cancellation),
            [nameof(Overview.Theme)] = Theme(context),
            [nameof(Overview.Mode)] = context.Request.Query.ContainsKey("wall") ? "wall" : null,
        }));
    }

    private static async Task<IResult> ShowSignInAsync(HttpContext context, Access access, PageRenderer renderer) =>
        access.NeedsKey ? await SignInPageAsync(context, renderer, context.Request.Query[Back], StatusCodes.Status200OK) : TypedResults.Redirect("/");

    private static async Task<IResult> SignInAsync(HttpContext context, Access access, PageRenderer renderer, CancellationToken cancellation)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
        if (!access.IsKey(form["key"].ToString()))
        {
            return await SignInPageAsync(context, renderer, form[Back], StatusCodes.Status401Unauthorized);
        }

        context.Response.Cookies.Append(Access.Cookie, access.OpenSession(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Access.SessionLength,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
        });
        return TypedResults.Redirect(ComesBackTo(form[Back]) ?? "/");
    }

    private static async Task<IResult> SignInPageAsync(HttpContext context, PageRenderer renderer, string? back, int status) => Page(
        await renderer.RenderAsync<SignIn>(new()
        {
            [nameof(SignIn.IsWrong)] = status == StatusCodes.Status401Unauthorized,
            [nameof(SignIn.Back)] = ComesBackTo(back),
            [nameof(SignIn.Theme)] = Theme(context),
        }),
        status);

    /// <summary>A page as an answer.</summary>
    public static ContentHttpResult Page(string html, int status = StatusCodes.Status200OK) =>
        TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status);

    /// <summary>The theme that was chosen in this browser; null for the system's.</summary>
    public static string? Theme(HttpContext context) => context.Request.Cookies["theme"] is "light" or "dark" ? context.Request.Cookies["theme"] : null;

    // Only pages that links in alerts lead to: a sign-in that leads anywhere would be of use to others.
    private static string? ComesBackTo(string? path) => path is not null && LinkedPage().IsMatch(path) ? path : null;

    [GeneratedRegex(@"\A/(drifts|digests)/[0-9A-Za-z-]{1,40}\z")]
    private static partial Regex LinkedPage();
}
