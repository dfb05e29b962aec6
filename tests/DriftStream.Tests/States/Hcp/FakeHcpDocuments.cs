using System.Text.Json.Nodes;

namespace DriftStream.Tests.States.Hcp;

/// <summary>Writes documents as the published samples show them.</summary>
internal static class FakeHcpDocuments
{
    public static JsonObject One(JsonObject data, IEnumerable<JsonObject>? included = null) => With(new() { ["data"] = data }, included);

    public static JsonObject Page(IReadOnlyList<JsonObject> page, int number, int size, int total, IEnumerable<JsonObject>? included = null)
    {
        var pages = Math.Max(1, (total + size - 1) / size);
        return With(new()
        {
            ["data"] = new JsonArray([.. page]),
            ["links"] = new JsonObject { ["self"] = "https://app.terraform.io/api/v2/…", ["next"] = number < pages ? "https://app.terraform.io/api/v2/…" : null },
            ["meta"] = new JsonObject
            {
                ["pagination"] = new JsonObject
                {
                    ["current-page"] = number,
                    ["page-size"] = size,
                    ["prev-page"] = number > 1 ? number - 1 : null,
                    ["next-page"] = number < pages ? number + 1 : null,
                    ["total-pages"] = pages,
                    ["total-count"] = total,
                },
            },
        }, included);
    }

    public static JsonObject Errors(int status, string title, string? detail = null) => new()
    {
        ["errors"] = new JsonArray(new JsonObject { ["status"] = $"{status}", ["title"] = title, ["detail"] = detail }),
    };

    public static JsonObject Of(FakeHcpWorkspace workspace) => new()
    {
        ["id"] = workspace.Id,
        ["type"] = "workspaces",
        ["attributes"] = new JsonObject
        {
            ["auto-apply"] = false,
            ["description"] = null,
            ["execution-mode"] = workspace.Mode,
            ["latest-change-at"] = Moment(workspace.Current?.Created),
            ["locked"] = workspace.IsLocked,
            ["locked-reason"] = workspace.LockReason,
            ["name"] = workspace.Name,
            ["permissions"] = new JsonObject { ["can-read-run"] = true, ["can-read-state-versions"] = workspace.MayReadStates, ["can-update"] = false },
            ["resource-count"] = 10,
            ["tag-names"] = new JsonArray([.. workspace.Tags.Select(t => JsonValue.Create(t))]),
            ["terraform-version"] = "1.9.4",
        },
        ["relationships"] = new JsonObject
        {
            ["current-run"] = new JsonObject { ["data"] = Identity(workspace.Run?.Id, "runs") },
            ["current-state-version"] = new JsonObject { ["data"] = Identity(workspace.Current?.Id, "state-versions"), ["links"] = new JsonObject { ["related"] = $"/api/v2/workspaces/{workspace.Id}/current-state-version" } },
            ["locked-by"] = new JsonObject { ["data"] = Identity(workspace.LockedBy is { } user ? $"user-{user}" : null, "users") },
            ["project"] = new JsonObject { ["data"] = Identity(workspace.Project, "projects") },
        },
        ["links"] = new JsonObject { ["self"] = $"/api/v2/organizations/acme/workspaces/{workspace.Name}" },
    };

    public static JsonObject Of(FakeHcpVersion version, Func<FakeHcpVersion, string> link) => new()
    {
        ["id"] = version.Id,
        ["type"] = "state-versions",
        ["attributes"] = new JsonObject
        {
            ["created-at"] = Moment(version.Created),
            ["size"] = version.Status == "pending" ? null : version.Content.Length,
            ["hosted-state-download-url"] = version.Status == "finalized" ? link(version) : null,
            ["hosted-state-upload-url"] = null,
            ["hosted-json-state-download-url"] = version.Status == "finalized" ? link(version) + "-json" : null,
            ["status"] = version.Status,
            ["intermediate"] = version.IsIntermediate,
            ["resources"] = new JsonArray(),
            ["resources-processed"] = true,
            ["serial"] = version.Serial,
            ["state-version"] = 4,
            ["terraform-version"] = "1.9.4",
        },
        ["links"] = new JsonObject { ["self"] = $"/api/v2/state-versions/{version.Id}" },
    };

    public static JsonObject Of(FakeHcpRun run) => new()
    {
        ["id"] = run.Id,
        ["type"] = "runs",
        ["attributes"] = new JsonObject
        {
            ["created-at"] = Moment(run.Created),
            ["is-destroy"] = false,
            ["message"] = "Queued manually",
            ["plan-only"] = false,
            ["refresh-only"] = run.RefreshOnly,
            ["source"] = "tfe-ui",
            ["status"] = run.Status,
            ["status-timestamps"] = new JsonObject(run.Times.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)JsonValue.Create(t.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'"))))),
        },
        ["links"] = new JsonObject { ["self"] = $"/api/v2/runs/{run.Id}" },
    };

    public static JsonObject OfUser(string name) => new()
    {
        ["id"] = $"user-{name}",
        ["type"] = "users",
        ["attributes"] = new JsonObject { ["username"] = name, ["is-service-account"] = false },
    };

    private static JsonObject? Identity(string? id, string type) => id is null ? null : new() { ["id"] = id, ["type"] = type };

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static JsonObject With(JsonObject document, IEnumerable<JsonObject>? included)
    {
        if (included?.ToArray() is { Length: > 0 } more)
        {
            document["included"] = new JsonArray([.. more]);
        }

        return document;
    }
}
