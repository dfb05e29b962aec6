using DriftStream.Ledger;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace DriftStream.Web;

/// <summary>Answers a request that the ledger cannot serve now: nothing was recorded, and the same request may go through later.</summary>
internal sealed class LedgerRefusal : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not LedgerUnavailableException)
        {
            return false;
        }

        httpContext.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
        await TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Ledger not available").ExecuteAsync(httpContext);
        return true;
    }
}
