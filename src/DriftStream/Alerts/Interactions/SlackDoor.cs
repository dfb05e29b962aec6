using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace DriftStream.Alerts.Interactions;

/// <summary>Where Slack tells of presses. Its signature is the only key: nobody is asked for ours.</summary>
internal static class SlackDoor
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapSlackInteractions(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/slack/interactions", TakeAsync)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .ExcludeFromDescription();

    private static async Task<Results<Ok, JsonHttpResult<System.Text.Json.Nodes.JsonObject>, ProblemHttpResult>> TakeAsync(
        HttpContext context, SlackSignature signature, SlackRefusals refusals, SlackPresses presses, CancellationToken cancellation)
    {
        if (!signature.IsConfigured)
        {
            return TypedResults.Problem("Slack:SigningSecret is not configured, so presses of buttons cannot be told from forgeries.", statusCode: StatusCodes.Status404NotFound, title: "No buttons");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        var bytes = body.ToArray();
        if (signature.Refusal(context.Request.Headers[SlackSignature.TimeHeader].ToString(), context.Request.Headers[SlackSignature.SignatureHeader].ToString(), bytes) is { } refusal)
        {
            refusals.Tell(refusal);
            return TypedResults.Problem("The request is not signed by Slack, is older than five minutes, or came before.", statusCode: StatusCodes.Status401Unauthorized, title: "Not from Slack");
        }

        var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(bytes));
        if (!form.TryGetValue("payload", out var payload) || SlackPress.Read(payload.ToString()) is not { } press)
        {
            return TypedResults.Problem("The request has no payload of Slack's.", statusCode: StatusCodes.Status400BadRequest, title: "Unreadable press");
        }

        return await presses.HandleAsync(press, cancellation) is { } answer ? TypedResults.Json(answer) : TypedResults.Ok();
    }
}
