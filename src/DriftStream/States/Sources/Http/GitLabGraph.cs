using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DriftStream.States.Sources.Http;

/// <summary>Asks GitLab's GraphQL which states a project has, how new they are and who holds their locks.</summary>
/// <param name="server">The server.</param>
/// <param name="address">The project and, perhaps, the state.</param>
/// <param name="credentials">Who asks.</param>
/// <remarks>https://docs.gitlab.com/api/graphql/reference/#terraformstate</remarks>
internal sealed class GitLabGraph(StateServer server, GitLabAddress address, StateCredentials credentials)
{
    private const string Fields = "name lockedAt lockedByUser { username } latestVersion { serial createdAt }";

    private string? _path = address.ProjectPath;

    /// <summary>The states; null where GitLab does not show the project to whoever asks in this way.</summary>
    /// <exception cref="StateSourceException">GitLab does not answer.</exception>
    public async Task<IReadOnlyList<GitLabState>?> StatesAsync(CancellationToken cancellation)
    {
        if ((_path ??= await PathAsync(cancellation)) is not { } path)
        {
            return null;
        }

        var states = new List<GitLabState>();
        string? after = null;
        do
        {
            if (await AskAsync(path, after, cancellation) is not { } page)
            {
                return null;
            }

            states.AddRange(page.States);
            after = page.Next;
        }
        while (after is not null);

        return states;
    }

    private async Task<string?> PathAsync(CancellationToken cancellation)
    {
        using var answer = await server.AskAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, address.ProjectPlace);
                credentials.ShowToGitLab(request);
                return request;
            },
            cancellation,
            HttpStatusCode.Unauthorized,
            HttpStatusCode.Forbidden);
        return answer.IsSuccessStatusCode ? await ReadAsync(answer, project => Text(project, "path_with_namespace"), cancellation) : null;
    }

    private async Task<Page?> AskAsync(string path, string? after, CancellationToken cancellation)
    {
        using var answer = await server.AskAsync(
            () => new(HttpMethod.Post, address.Graph) { Headers = { Authorization = credentials.ForGraph() }, Content = JsonContent.Create(Question(path, after)) },
            cancellation,
            HttpStatusCode.Unauthorized,
            HttpStatusCode.Forbidden);
        return answer.IsSuccessStatusCode ? await ReadAsync(answer, PageOf, cancellation) : null;
    }

    private object Question(string path, string? after) => address.Name is { } name
        ? new { query = $"query($path: ID!, $name: String!) {{ project(fullPath: $path) {{ terraformState(name: $name) {{ {Fields} }} }} }}", variables = (object)new { path, name } }
        : new { query = $"query($path: ID!, $after: String) {{ project(fullPath: $path) {{ terraformStates(first: 100, after: $after) {{ nodes {{ {Fields} }} pageInfo {{ hasNextPage endCursor }} }} }} }}", variables = (object)new { path, after } };

    private static Task<T> ReadAsync<T>(HttpResponseMessage answer, Func<JsonElement, T> read, CancellationToken cancellation) => StateServer.ReadAsync(
        answer,
        async (content, token) =>
        {
            try
            {
                using var json = await JsonDocument.ParseAsync(content, cancellationToken: token);
                return read(json.RootElement);
            }
            catch (JsonException)
            {
                throw new StateSourceException("the answer is not GitLab's: check the address");
            }
        },
        cancellation);

    private static Page? PageOf(JsonElement answer)
    {
        if (Inside(answer, "data") is not { ValueKind: JsonValueKind.Object } data)
        {
            throw new StateSourceException("GitLab refuses the question for the project's states: it may be older than version 13.6");
        }

        if (Inside(data, "project") is not { ValueKind: JsonValueKind.Object } project)
        {
            return null;
        }

        var list = Inside(project, "terraformStates");
        var nodes = Inside(list, "nodes") is { ValueKind: JsonValueKind.Array } all ? [.. all.EnumerateArray()] : new[] { Inside(project, "terraformState") };
        var next = Inside(Inside(list, "pageInfo"), "hasNextPage").ValueKind == JsonValueKind.True ? Text(Inside(list, "pageInfo"), "endCursor") : null;
        return new([.. nodes.Where(n => n.ValueKind == JsonValueKind.Object).Select(StateOf)], next);
    }

    private static GitLabState StateOf(JsonElement node)
    {
        var version = Inside(node, "latestVersion");
        return new(
            Text(node, "name") ?? "",
            Inside(version, "serial") is { ValueKind: JsonValueKind.Number } serial && Moment(version, "createdAt") is { } created ? (serial.GetInt64(), created) : null,
            Moment(node, "lockedAt"),
            Text(Inside(node, "lockedByUser"), "username"));
    }

    private static JsonElement Inside(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement from, string name) => Inside(from, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static DateTimeOffset? Moment(JsonElement from, string name) => Inside(from, name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var moment) ? moment.ToUniversalTime() : null;

    private sealed record Page(IReadOnlyList<GitLabState> States, string? Next);
}
