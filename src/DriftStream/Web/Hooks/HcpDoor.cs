using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web.Hooks;

/// <summary>Where HCP Terraform and Terraform Enterprise tell of runs. Their signature is the only key: nobody is asked for ours.</summary>
/// <remarks>A notification is a hint to look: who applies, and to what, the server itself is asked. So one that comes late, twice or out of order does no harm.</remarks>
internal static partial class HcpDoor
{
    /// <summary>The path that is given to HCP Terraform.</summary>
    public const string Path = "/api/v1/hooks/hcp";

    private const int MostBytes = 256 * 1024;

    /// <summary>Maps it. Without a configured secret there is no such door.</summary>
    public static void MapHcpHook(this WebApplication app)
    {
        if (app.Services.GetRequiredService<HcpSignature>().IsConfigured)
        {
            app.MapPost(Path, TakeAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).ExcludeFromDescription();
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        HttpContext context, [FromServices] HcpSignature signature, [FromServices] WakeStates wake, [FromServices] ILogger<HcpNotification> logger, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, cancellation);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TypedResults.Problem($"A notification has fewer than {MostBytes / 1024} kB.", statusCode: StatusCodes.Status413PayloadTooLarge, title: "Body too large");
        }

        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!signature.Accepts(context.Request.Headers[HcpSignature.Header].ToString(), bytes.Span))
        {
            return TypedResults.Problem("The notification is not signed with Hcp:WebhookSecret. Its configuration in HCP Terraform must have the same text as its token.", statusCode: StatusCodes.Status401Unauthorized, title: "Not from HCP Terraform");
        }

        if (HcpNotification.Read(bytes) is not { } notification)
        {
            return TypedResults.Problem("The body is no notification of a version that DriftStream knows (1 and 2).", statusCode: StatusCodes.Status400BadRequest, title: "Unreadable notification");
        }

        Told(logger, string.Join(", ", notification.Triggers), notification.Workspace ?? "no workspace");
        if (notification.ConcernsStates)
        {
            wake(notification.Workspace);
        }

        return TypedResults.NoContent();
    }

    [LoggerMessage(1710, LogLevel.Debug, "HCP Terraform told of {Triggers} in {Workspace}")]
    private static partial void Told(ILogger logger, string triggers, string workspace);
}
