using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DriftStream.States.Sources.Hcp;

/// <summary>The questions that are put to the API, and what their answers mean.</summary>
internal sealed class HcpQueries(HcpAddress address, HcpApi api, Func<HcpToken> token)
{
    private const int PageSize = 100;
    private const int MostPages = 10_000;
    private const string Run = "current_run,locked_by";

    private bool _versionsComeAlong = true;

    /// <summary>All workspaces that are meant, by name.</summary>
    /// <param name="versions">Gathers the state versions that came along; null: they need not. One request each is saved by it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StateSourceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<HcpWorkspace>> WorkspacesAsync(ICollection<HcpVersion>? versions, CancellationToken cancellation)
    {
        var workspaces = new List<HcpWorkspace>();
        await foreach (var page in address.IsOne ? OneAsync(cancellation) : ListAsync(versions is not null, cancellation))
        {
            workspaces.AddRange(HcpReader.Workspaces(page).Where(w => address.Means(w.Name)));
            foreach (var version in HcpReader.IncludedVersions(page))
            {
                versions?.Add(version);
            }
        }

        // One that was made anew while the pages were read may come twice.
        return [.. workspaces.DistinctBy(w => w.Id).DistinctBy(w => w.Name).OrderBy(w => w.Name, StringComparer.Ordinal)];
    }

    /// <summary>The state version that counts now; null: there is none, or the token may not see it.</summary>
    /// <exception cref="StateSourceException">It cannot be told.</exception>
    public Task<HcpVersion?> CurrentAsync(HcpWorkspace workspace, CancellationToken cancellation) => VersionAtAsync($"workspaces/{Uri.EscapeDataString(workspace.Id)}/current-state-version", cancellation);

    /// <summary>A state version; null: it is not there, or the token may not see it.</summary>
    /// <exception cref="StateSourceException">It cannot be told.</exception>
    public Task<HcpVersion?> VersionAsync(string id, CancellationToken cancellation) => VersionAtAsync($"state-versions/{Uri.EscapeDataString(id)}", cancellation);

    /// <summary>Every state version that counted once, the oldest first; null: the token may not see them.</summary>
    /// <exception cref="StateSourceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<HcpVersion>?> VersionsAsync(string workspace, CancellationToken cancellation)
    {
        var versions = new List<HcpVersion>();
        KeyValuePair<string, string>[] query = [KeyValuePair.Create("filter[organization][name]", address.Organization), KeyValuePair.Create("filter[workspace][name]", workspace)];
        await foreach (var page in PagesAsync(query, "state-versions", cancellation))
        {
            if (!page.IsThere)
            {
                return null;
            }

            versions.AddRange(HcpReader.Versions(page.Document).Where(v => v.Counted));
        }

        return [.. versions.DistinctBy(v => v.Id).OrderBy(v => v.Created).ThenBy(v => v.Serial).ThenBy(v => v.Id, StringComparer.Ordinal)];
    }

    private async IAsyncEnumerable<JsonElement> OneAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var answer = await api.GetAsync($"organizations/{Organization}/workspaces/{Uri.EscapeDataString(address.Workspace!)}?{Text([KeyValuePair.Create("include", Run)])}", token(), cancellation);
        yield return answer.IsThere ? answer.Document : throw new StateSourceException($"the token from {token().Whence} sees no such workspace: it is not there, or the token's user or team may not see it");
    }

    private async IAsyncEnumerable<JsonElement> ListAsync(bool withVersions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        withVersions &= _versionsComeAlong;
        KeyValuePair<string, string>[] query = [.. address.Query, KeyValuePair.Create("include", withVersions ? $"{Run},current-state-version" : Run), KeyValuePair.Create("sort", "name")];
        await foreach (var page in PagesAsync(query, $"organizations/{Organization}/workspaces", cancellation))
        {
            if (page.IsThere)
            {
                yield return page.Document;
            }
            else if (page.IsNotUnderstood && withVersions)
            {
                // It is in the server's own client, but not in the published list.
                _versionsComeAlong = false;
                await foreach (var again in ListAsync(withVersions: false, cancellation))
                {
                    yield return again;
                }
            }
            else
            {
                throw new StateSourceException(page.Status == HttpStatusCode.NotFound
                    ? $"the token from {token().Whence} sees no such organization: it is not there, or the token's user or team may not see it"
                    : $"the server does not understand how its workspaces are asked for ({(int)page.Status}): it is older than what DriftStream knows");
            }
        }
    }

    // The last page, or one that is not there, ends it.
    private async IAsyncEnumerable<HcpAnswer> PagesAsync(IReadOnlyList<KeyValuePair<string, string>> query, string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (long? number = 1; number is > 0 and <= MostPages;)
        {
            var page = await api.GetAsync($"{path}?{Text([.. query, KeyValuePair.Create("page[number]", $"{number}"), KeyValuePair.Create("page[size]", $"{PageSize}")])}", token(), cancellation);
            yield return page;
            number = page.IsThere && HcpReader.NextPage(page.Document) is { } next && next > number ? next : null;
        }
    }

    private async Task<HcpVersion?> VersionAtAsync(string path, CancellationToken cancellation)
    {
        var answer = await api.GetAsync(path, token(), cancellation);
        return answer.IsThere ? HcpReader.Versions(answer.Document).FirstOrDefault() : null;
    }

    private string Organization => Uri.EscapeDataString(address.Organization);

    private static string Text(IEnumerable<KeyValuePair<string, string>> query) => string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}"));
}
