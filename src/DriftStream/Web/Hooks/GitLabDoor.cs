using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DriftStream.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DriftStream.Web.Hooks;

/// <summary>Where a GitLab project tells that a job or a pipeline goes on, in which somebody may apply. It has the project's states looked at, and nothing more.</summary>
/// <remarks>https://docs.gitlab.com/user/project/integrations/webhooks/</remarks>
internal static class GitLabDoor
{
    private const string Path = "/api/v1/hooks/gitlab";
    private const int MostBytes = 1 << 20;

    /// <summary>Maps it. Without a configured secret there is no such door.</summary>
    public static void MapGitLabHook(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GitLabOptions>>().Value.WebhookSecret is { } secret)
        {
            app.MapPost(Path, (HttpContext http, [FromServices] WakeStates wake, CancellationToken cancellation) => TakeAsync(http, secret, wake, cancellation))
                .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
                .ExcludeFromDescription();
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(HttpContext http, Secret secret, WakeStates wake, CancellationToken cancellation)
    {
        if (!CryptographicOperations.FixedTimeEquals(Digest(http.Request.Headers["X-Gitlab-Token"].ToString()), Digest(secret.Reveal())))
        {
            return TypedResults.Problem("The secret token is missing or not the one under GitLab:WebhookSecret.", statusCode: StatusCodes.Status401Unauthorized, title: "Not from GitLab");
        }

        try
        {
            using var told = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: cancellation);
            if (Text(told.RootElement, "object_kind") is "pipeline" or "build")
            {
                Wake(http.Request.Headers["X-Gitlab-Instance"].ToString().TrimEnd('/'), told.RootElement, wake);
            }

            return TypedResults.NoContent();
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TypedResults.Problem($"An event of GitLab has fewer than {MostBytes / 1024} kB.", statusCode: StatusCodes.Status413PayloadTooLarge, title: "Body too large");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A lone surrogate is JSON and no text.
            return TypedResults.Problem("The request holds no JSON.", statusCode: StatusCodes.Status400BadRequest, title: "Unreadable event");
        }
    }

    // A state's address names the project by its number or by its path.
    private static void Wake(string instance, JsonElement told, WakeStates wake)
    {
        var project = Inside(told, "project");
        var id = Inside(project, "id").ValueKind == JsonValueKind.Number ? Inside(project, "id") : Inside(told, "project_id");
        if (instance.Length == 0 || id.ValueKind != JsonValueKind.Number)
        {
            wake(null);
            return;
        }

        wake($"{instance}/api/v4/projects/{id.GetRawText()}/terraform/state");
        if (Text(project, "path_with_namespace") is { } path)
        {
            wake($"{instance}/api/v4/projects/{Uri.EscapeDataString(path)}/terraform/state");
        }
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static JsonElement Inside(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement from, string name) => Inside(from, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
