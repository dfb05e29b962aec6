using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace DriftStream.Tests.States.Hcp;

/// <summary>Answers what may be asked of the local server, and notes what may not.</summary>
internal sealed partial class FakeHcpQuestions(FakeHcp server, Action<string> wrong)
{
    private static readonly string[] Paging = ["page[number]", "page[size]"];
    private static readonly string[] OfList = ["search[name]", "search[tags]", "search[exclude-tags]", "search[wildcard-name]", "sort", "filter[project][id]", "filter[current-run][status]", "include"];
    private static readonly string[] OfVersions = ["filter[workspace][name]", "filter[organization][name]", "filter[status]"];
    private static readonly string[] Orders = ["name", "-name", "current-run.created-at", "-current-run.created-at", "latest-change-at", "-latest-change-at"];
    private static readonly string[] Included = ["current_configuration_version", "current_run", "current_run.plan", "locked_by", "organization", "outputs", "project", "readme"];

    public (int Status, JsonObject Document) Answer(string path, IQueryCollection query) => path.Split('/') switch
    {
        ["organizations", var organization, "workspaces"] => Known(query, [.. Paging, .. OfList]) ?? (Sees(organization) ? List(query) : Absent),
        ["organizations", var organization, "workspaces", var name] => Known(query, ["include"]) ?? (Sees(organization) && server.Workspaces.TryGetValue(name, out var workspace) ? One(workspace, query) : Absent),
        ["workspaces", var id, "current-state-version"] => Known(query, []) ?? (ById(id) is { MayReadStates: true, Current: { } version } ? (200, FakeHcpDocuments.One(Of(version))) : Absent),
        ["state-versions", var id] => Known(query, []) ?? (VersionById(id) is { } version ? (200, FakeHcpDocuments.One(Of(version))) : Absent),
        ["state-versions"] => Known(query, [.. Paging, .. OfVersions]) ?? Versions(query),
        _ => Wrong($"/{path}"),
    };

    private static (int, JsonObject) Absent => (404, FakeHcpDocuments.Errors(404, "not found"));

    private bool Sees(string organization) => server.IsVisible && organization == FakeHcp.Organization;

    private FakeHcpWorkspace? ById(string id) => server.Workspaces.Values.SingleOrDefault(w => w.Id == id);

    private FakeHcpVersion? VersionById(string id) => server.Workspaces.Values.Where(w => w.MayReadStates).SelectMany(w => w.Versions).SingleOrDefault(v => v.Id == id);

    private (int, JsonObject)? Known(IQueryCollection query, string[] known)
    {
        var unknown = query.Keys.FirstOrDefault(k => !known.Contains(k) && !(known.Contains("search[tags]") && TagFilter().IsMatch(k)));
        var include = Values(query, "include").FirstOrDefault(i => !Included.Contains(i) && i != "current-state-version");
        return unknown is not null ? Wrong($"?{unknown}")
            : include is not null ? Wrong($"?include={include}")
            : query.TryGetValue("sort", out var sort) && !Orders.Contains(sort.ToString()) ? Wrong($"?sort={sort}")
            : !server.VersionsComeAlong && Values(query, "include").Contains("current-state-version") ? (400, FakeHcpDocuments.Errors(400, "Invalid include parameter"))
            : null;
    }

    private (int, JsonObject) Wrong(string what)
    {
        wrong(what);
        return (400, FakeHcpDocuments.Errors(400, "bad request"));
    }

    private (int, JsonObject) List(IQueryCollection query)
    {
        var tags = Values(query, "search[tags]");
        var without = Values(query, "search[exclude-tags]");
        var pairs = Enumerable.Range(0, 10).Where(i => query.ContainsKey($"filter[tagged][{i}][key]")).Select(i => $"{query[$"filter[tagged][{i}][key]"]}={query[$"filter[tagged][{i}][value]"]}");
        var found = server.Workspaces.Values
            .Where(w => tags.Concat(pairs).All(w.Tags.Contains) && !without.Any(w.Tags.Contains))
            .Where(w => !query.TryGetValue("filter[project][id]", out var project) || w.Project == project)
            .Where(w => !query.TryGetValue("search[wildcard-name]", out var pattern) || Regex.IsMatch(w.Name, $"^{pattern.ToString().Replace("*", ".*", StringComparison.Ordinal)}$"));

        // Without an order the list is stable, and in none that anybody could rely on.
        found = query["sort"] == "name" ? found.OrderBy(w => w.Name, StringComparer.OrdinalIgnoreCase) : found.OrderByDescending(w => w.Id, StringComparer.Ordinal);
        return Paged([.. found], query, FakeHcpDocuments.Of, w => AlongWith(w, query));
    }

    private (int, JsonObject) One(FakeHcpWorkspace workspace, IQueryCollection query) => (200, FakeHcpDocuments.One(FakeHcpDocuments.Of(workspace), AlongWith(workspace, query)));

    private (int, JsonObject) Versions(IQueryCollection query)
    {
        if (!query.ContainsKey("filter[workspace][name]") || !query.ContainsKey("filter[organization][name]"))
        {
            return Wrong("/state-versions without both names");
        }

        return Sees(query["filter[organization][name]"].ToString()) && server.Workspaces.TryGetValue(query["filter[workspace][name]"].ToString(), out var workspace) && workspace.MayReadStates
            ? Paged([.. workspace.Versions.AsEnumerable().Reverse().Where(v => !query.TryGetValue("filter[status]", out var status) || v.Status == status)], query, Of, _ => [])
            : Absent;
    }

    private IEnumerable<JsonObject> AlongWith(FakeHcpWorkspace workspace, IQueryCollection query)
    {
        var include = Values(query, "include");
        return
        [
            .. include.Contains("current_run") && workspace.Run is { } run ? [FakeHcpDocuments.Of(run)] : (JsonObject[])[],
            .. include.Contains("locked_by") && workspace.LockedBy is { } user ? [FakeHcpDocuments.OfUser(user)] : (JsonObject[])[],
            .. include.Contains("current-state-version") && workspace is { MayReadStates: true, Current: { } version } ? [Of(version)] : (JsonObject[])[],
        ];
    }

    private (int, JsonObject) Paged<T>(IReadOnlyList<T> all, IQueryCollection query, Func<T, JsonObject> document, Func<T, IEnumerable<JsonObject>> along)
    {
        var size = Math.Min(query.TryGetValue("page[size]", out var asked) ? int.Parse(asked.ToString()) : 20, server.MostOnPage);
        var number = query.TryGetValue("page[number]", out var page) ? int.Parse(page.ToString()) : 1;
        var items = all.Skip((number - 1) * size).Take(size).ToList();
        return (200, FakeHcpDocuments.Page([.. items.Select(document)], number, size, all.Count, items.SelectMany(along)));
    }

    private JsonObject Of(FakeHcpVersion version) => FakeHcpDocuments.Of(version, v => server.Store.Link(v.Content));

    private static string[] Values(IQueryCollection query, string name) => query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\Afilter\[tagged\]\[\d+\]\[(key|value)\]\z")]
    private static partial Regex TagFilter();
}
