namespace DriftStream.Web;

/// <summary>Answers HEAD wherever GET is answered: monitors and checkers of links ask that way. The server itself leaves the body out.</summary>
internal static class HeadRequests
{
    private static readonly object Mark = new();

    /// <summary>Whether the request can do no more than read.</summary>
    public static bool Reads(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>Before routing, so that the call for GET is found.</summary>
    public static Task AskAsGetAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Mark] = context.Request.Method;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    /// <summary>After routing: it is HEAD again.</summary>
    public static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Items.ContainsKey(Mark))
        {
            context.Request.Method = HttpMethods.Head;
        }

        return next(context);
    }
}
