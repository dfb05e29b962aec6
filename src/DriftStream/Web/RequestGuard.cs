using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DriftStream.Web;

/// <summary>Turns away what a foreign web page could make a browser send: changes from another site, and names that only pretend to be this machine.</summary>
/// <remarks>
/// Without a key, being on this machine is all the proof there is, and every page open in a browser here has it. A page can post to
/// 127.0.0.1 (so changes must come from our own pages), and can point its own name at 127.0.0.1 (so the Host header must be ours).
/// </remarks>
internal sealed class RequestGuard(RequestDelegate next, IOptions<HttpOptions> options, Access access)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!access.NeedsKey && !IsOurName(context.Request.Host.Host))
        {
            return Refuse(context, StatusCodes.Status400BadRequest, "Unknown host name",
                "The Host header names neither this machine nor Http:PublicUrl.");
        }

        return ChangesSomething(context.Request) && ComesFromElsewhere(context.Request)
            ? Refuse(context, StatusCodes.Status403Forbidden, "Sent by another site", "A web page of another site made the browser send this request.")
            : next(context);
    }

    private bool IsOurName(string host) =>
        host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || Is(options.Value.Listen, host)
        || (options.Value.PublicUrl is { } address && Is(address, host));

    private bool ComesFromElsewhere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
        {
            return true;
        }

        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var site)
            && (string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || site.Authority == options.Value.PublicUrl?.Authority));
    }

    private static bool ChangesSomething(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static bool Is(Uri address, string host) => string.Equals(address.Host, host, StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext context, int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(context);
}
