using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace DriftStream.Web;

/// <summary>Answers to requests that may not go on, as RFC 9457 problem details.</summary>
internal static class Refusals
{
    /// <summary>Lets only requests through that show the key, or come from this machine where none is set.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            return Of(context.RequestServices.GetRequiredService<Access>().Of(context), context) ?? await next(invocation);
        }).WithMetadata(new NeedsAccess());

    /// <summary>The refusal for this standing; null where there is nothing to refuse.</summary>
    public static ProblemHttpResult? Of(Standing standing, HttpContext context)
    {
        if (standing == Standing.Allowed)
        {
            return null;
        }

        if (standing == Standing.NotFromHere)
        {
            return TypedResults.Problem(
                "No key is configured, so only this machine is served. Set Http:ApiKey to serve others.",
                statusCode: StatusCodes.Status403Forbidden, title: "Not from here");
        }

        var wrong = standing == Standing.KeyWrong;
        context.Response.Headers[HeaderNames.WWWAuthenticate] =
            wrong ? "Bearer realm=\"DriftStream\", error=\"invalid_token\"" : "Bearer realm=\"DriftStream\"";
        return TypedResults.Problem(
            wrong
                ? "The key in the Authorization header is not the one under Http:ApiKey."
                : "Send the key that is configured under Http:ApiKey as \"Authorization: Bearer <key>\".",
            statusCode: StatusCodes.Status401Unauthorized, title: wrong ? "Wrong key" : "Key missing");
    }
}
