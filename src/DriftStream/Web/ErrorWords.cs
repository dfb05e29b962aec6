using Microsoft.AspNetCore.Http.Metadata;

namespace DriftStream.Web;

/// <summary>Puts into words what the server itself refuses, which says no more than its number.</summary>
internal static class ErrorWords
{
    /// <summary>What to do about a body that is not called JSON.</summary>
    public const string NoJson = "Send the body as JSON, with Content-Type: application/json; /openapi/v1.json describes what this call takes.";

    public static void Complete(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address; /openapi/v1.json lists the calls.",
        StatusCodes.Status405MethodNotAllowed when context.HttpContext.Response.Headers.Allow is [_, ..] allowed => $"This address takes {string.Join(", ", allowed.ToArray())} and no other method.",
        StatusCodes.Status413PayloadTooLarge => TooLarge(context.HttpContext.GetEndpoint()),
        StatusCodes.Status415UnsupportedMediaType => NoJson,
        StatusCodes.Status500InternalServerError => "Something unexpected happened; the log of the service tells what.",
        _ => null,
    };

    /// <summary>Says how large a body may be.</summary>
    public static string TooLarge(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } most
        ? $"The body is larger than {most / 1024} kB, and nothing of it was taken."
        : "The body is too large, and nothing of it was taken.";
}
