using System.Text.Json;
using DriftStream.Configuration;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Reads the API's documents.</summary>
/// <remarks>https://jsonapi.org/format/#document-structure</remarks>
internal static class HcpReader
{
    /// <summary>The number of the page after this one; null: it is the last.</summary>
    public static long? NextPage(JsonElement document) => document.Number("meta", "pagination", "next-page");

    /// <summary>The workspaces of a list, or the one of a document.</summary>
    public static IEnumerable<HcpWorkspace> Workspaces(JsonElement document)
    {
        var included = document.Items("included").Where(i => i.Text("id") is not null).ToLookup(i => i.Text("id")!, StringComparer.Ordinal);
        return Data(document).Select(data => Workspace(data, included)).OfType<HcpWorkspace>();
    }

    /// <summary>The state versions of a list, or the one of a document.</summary>
    public static IEnumerable<HcpVersion> Versions(JsonElement document) => Data(document).Select(Version).OfType<HcpVersion>();

    /// <summary>The state versions that came along with workspaces.</summary>
    public static IEnumerable<HcpVersion> IncludedVersions(JsonElement document) => document.Items("included").Where(i => i.Text("type") == "state-versions").Select(Version).OfType<HcpVersion>();

    private static IEnumerable<JsonElement> Data(JsonElement document) => document.At("data") is { ValueKind: JsonValueKind.Object } one ? [one] : document.Items("data");

    private static HcpWorkspace? Workspace(JsonElement data, ILookup<string, JsonElement> included) =>
        data.Text("id") is not { } id || data.Text("attributes", "name") is not { } name ? null : new(id, name)
        {
            Version = data.Text("relationships", "current-state-version", "data", "id"),
            MayReadStates = data.Flag("attributes", "permissions", "can-read-state-versions") ?? true,
            IsLocal = data.Text("attributes", "execution-mode") == "local",
            Lock = data.Flag("attributes", "locked") == true ? LockOf(data, included) : null,
            Run = data.Text("relationships", "current-run", "data", "id") is { } run ? included[run].Select(Run).FirstOrDefault() : null,
        };

    private static HcpLock LockOf(JsonElement data, ILookup<string, JsonElement> included) => new(
        data.Text("attributes", "locked-reason"),
        data.Text("relationships", "locked-by", "data", "id") is { } holder ? included[holder].Select(h => h.Text("attributes", "username") ?? h.Text("attributes", "name")).FirstOrDefault() : null);

    private static HcpRun? Run(JsonElement data) =>
        data.Text("attributes", "status") is not { } status ? null : new(data.Text("id")!, status, data.Moment("attributes", "created-at"))
        {
            OnlyRefreshes = data.Flag("attributes", "refresh-only") == true,
            Times = Times(data),
        };

    private static Dictionary<string, DateTimeOffset> Times(JsonElement run)
    {
        var told = run.At("attributes", "status-timestamps") is { ValueKind: JsonValueKind.Object } times ? times.EnumerateObject().ToList() : [];
        return told.Where(t => t.Value.Moment() is not null).DistinctBy(t => t.Name).ToDictionary(t => t.Name, t => t.Value.Moment()!.Value, StringComparer.Ordinal);
    }

    private static HcpVersion? Version(JsonElement data) =>
        data.Text("id") is not { } id || data.Moment("attributes", "created-at") is not { } created ? null : new(id, created, data.Number("attributes", "serial") ?? 0)
        {
            Size = Math.Max(0, data.Number("attributes", "size") ?? 0),
            Status = data.Text("attributes", "status") ?? "finalized",
            IsIntermediate = data.Flag("attributes", "intermediate") == true,
            Link = data.Text("attributes", "hosted-state-download-url") is { } link && Uri.TryCreate(link, UriKind.Absolute, out _) ? new Secret(link) : null,
        };
}
