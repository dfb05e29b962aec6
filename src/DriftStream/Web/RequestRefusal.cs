using System.Text.Json;
using DriftStream.Core.Judging;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DriftStream.Web;

/// <summary>Answers a request whose body cannot be taken: too large, of another kind, or not the JSON that the call takes. Whoever lacks the key learns only that.</summary>
internal sealed class RequestRefusal(Access access) : IExceptionHandler
{
    private const string Described = "/openapi/v1.json describes what this call takes.";
    private const int LongestName = 60;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var refusal = endpoint?.Metadata.GetMetadata<NeedsAccess>() is null ? null : Refusals.Of(access.Of(httpContext), httpContext);
        await (refusal ?? Problem(bad, endpoint)).ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Problem(BadHttpRequestException bad, Endpoint? endpoint)
    {
        var (title, detail) = bad switch
        {
            { StatusCode: StatusCodes.Status413PayloadTooLarge } => ("Body too large", ErrorWords.TooLarge(endpoint)),
            { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ("Body of another kind", ErrorWords.NoJson),
            { InnerException: JsonException json } => ("Body not understood", Unreadable(json)),
            _ => ("Body not understood", $"The request has no body, or none that is complete: send JSON; {Described}"),
        };
        return TypedResults.Problem(detail, statusCode: bad.StatusCode, title: title);
    }

    private static string Unreadable(JsonException json)
    {
        var path = json.Path is { } full && full.StartsWith("$.", StringComparison.Ordinal) ? full[2..] : "";
        var where = path.Length == 0 ? "" : $" at `{ForeignText.OneLine(path, LongestName)}`";
        return $"The body cannot be read{where}: it is no JSON there, a name that this call does not take, or another kind of value than belongs there; moments are written as 2026-03-02T14:00:00Z. {Described}";
    }
}

/// <summary>Marks a call that asks for the key.</summary>
internal sealed class NeedsAccess;
