using System.Collections.Concurrent;
using DriftStream.States.Windows;

namespace DriftStream.States.Sources.Hcp;

/// <summary>The workspaces of an organization in HCP Terraform or Terraform Enterprise: one state each, with all its versions.</summary>
internal sealed class HcpStateSource(HcpAddress address, HcpQueries queries, HcpLooks looks, HcpDownload download, TimeProvider time) : IStateSource, ITellsWindows, IDisposable
{
    private const int AtOnce = 8;
    private const string Unseen = "unseen";

    // A link works for 25 hours; one that came with the list saves a request for each state.
    private static readonly TimeSpan LinkLasts = TimeSpan.FromMinutes(10);

    // By the workspace's id: what its version of now turned out to be, and when.
    private readonly ConcurrentDictionary<string, (HcpVersion Version, DateTimeOffset Seen)> _known = new(StringComparer.Ordinal);
    private volatile IReadOnlyDictionary<string, HcpWorkspace> _workspaces = new Dictionary<string, HcpWorkspace>();

    /// <inheritdoc/>
    public bool IsOne => address.IsOne;

    /// <inheritdoc/>
    public bool KeepsVersions => true;

    /// <inheritdoc/>
    public string Nothing(string argument) => IsOne
        ? $"There is no state at '{argument}': the workspace is there, and nothing was applied in it yet."
        : $"There is no state in '{argument}': the token sees no workspace there that is meant and in which something was applied.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation)
    {
        var workspaces = await SeeAsync(cancellation);
        var files = new StateFile?[workspaces.Count];
        await EachAsync(workspaces, async (workspace, i, stop) => files[i] = await FileAsync(workspace, stop), cancellation);
        return [.. files.OfType<StateFile>()];
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation)
    {
        var workspace = _workspaces.GetValueOrDefault(file.Path) ?? (await SeeAsync(cancellation)).FirstOrDefault(w => address.PathOf(w.Name) == file.Path);
        return workspace is null ? throw new StateSourceException("the workspace is no longer there")
            : await ListedAsync(workspace, file, cancellation) is { } listed ? listed
            : await FittingAsync(workspace, await CurrentAsync(workspace, cancellation), cancellation) is { } version ? await OpenAsync(version, cancellation)
            : throw new StateSourceException("the first state of the workspace is not whole yet");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation)
    {
        var workspaces = await SeeAsync(cancellation);
        var versions = new IEnumerable<StateVersion>[workspaces.Count];
        await EachAsync(workspaces, async (workspace, i, stop) => versions[i] = await VersionsAsync(workspace, stop), cancellation);
        return [.. versions.SelectMany(v => v)];
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => await OpenAsync(
        version.Id == Unseen ? throw Closed()
            : await queries.VersionAsync(version.Id, cancellation) ?? throw new StateSourceException("the version is no longer there, or the token may not read it any more"),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation) => looks.AppliesAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => looks.Dispose();

    private async Task<Stream?> ListedAsync(HcpWorkspace workspace, StateFile file, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(workspace.Id, out var known) || known.Version.Id != file.Mark || time.GetUtcNow() - known.Seen > LinkLasts)
        {
            return null;
        }

        try
        {
            return await OpenAsync(known.Version, cancellation);
        }
        catch (StateSourceException)
        {
            // Another link may work, and tells why where it does not.
            _known.TryRemove(workspace.Id, out _);
            return null;
        }
    }

    private async Task<IReadOnlyList<HcpWorkspace>> SeeAsync(CancellationToken cancellation)
    {
        var cameAlong = _known.IsEmpty && !IsOne ? new List<HcpVersion>() : null;
        var workspaces = await looks.AnewAsync(cameAlong, cancellation);
        foreach (var gone in _known.Keys.Except(workspaces.Select(w => w.Id), StringComparer.Ordinal))
        {
            _known.TryRemove(gone, out _);
        }

        var versions = (cameAlong ?? []).DistinctBy(v => v.Id).ToDictionary(v => v.Id, StringComparer.Ordinal);
        foreach (var workspace in workspaces)
        {
            if (workspace.Version is { } id && versions.TryGetValue(id, out var version) && version.CanBeRead)
            {
                _known[workspace.Id] = (version, time.GetUtcNow());
            }
        }

        _workspaces = workspaces.ToDictionary(w => address.PathOf(w.Name), StringComparer.Ordinal);
        return workspaces;
    }

    private async Task<StateFile?> FileAsync(HcpWorkspace workspace, CancellationToken cancellation)
    {
        if (workspace.Version is not { } id)
        {
            return null;
        }

        // Whoever opens what the token may not read is told why; with the permission it has another mark.
        var closed = new StateFile(address.PathOf(workspace.Name), workspace.Name, Certain: true) { Mark = $"{id} {Unseen}" };
        if (!workspace.MayReadStates)
        {
            return closed;
        }

        var version = _known.TryGetValue(workspace.Id, out var known) && known.Version.Id == id ? known.Version : await FittingAsync(workspace, await queries.VersionAsync(id, cancellation), cancellation);
        if (version?.Id == id && version != known.Version)
        {
            _known[workspace.Id] = (version, time.GetUtcNow());
        }

        return version is null ? closed : closed with { Mark = version.Id, Size = version.Size, Written = version.Created };
    }

    // While an upload or an apply goes on, the newest one may not count yet: then the one before it does.
    private async Task<HcpVersion?> FittingAsync(HcpWorkspace workspace, HcpVersion? newest, CancellationToken cancellation) =>
        newest is null or { CanBeRead: true } ? newest : (await queries.VersionsAsync(workspace.Name, cancellation))?.LastOrDefault(v => v.CanBeRead);

    private async Task<HcpVersion> CurrentAsync(HcpWorkspace workspace, CancellationToken cancellation) =>
        !workspace.MayReadStates ? throw Closed()
        : await queries.CurrentAsync(workspace, cancellation) ?? throw new StateSourceException("the workspace has no state any more, or the token may not read it");

    private async Task<Stream> OpenAsync(HcpVersion version, CancellationToken cancellation) =>
        await download.OpenAsync(version.Link ?? throw new StateSourceException("the server has deleted its content, as its data retention says"), cancellation);

    private async Task<IEnumerable<StateVersion>> VersionsAsync(HcpWorkspace workspace, CancellationToken cancellation)
    {
        var file = new StateFile(address.PathOf(workspace.Name), workspace.Name, Certain: true);
        var versions = workspace switch
        {
            { Version: null } => [],
            { MayReadStates: false } => null,
            _ => await queries.VersionsAsync(workspace.Name, cancellation),
        };

        // A state that must not be read is not the same as none: opening it says so.
        return versions?.Select(v => new StateVersion(file with { Mark = v.Id, Size = v.Size, Written = v.Created }, v.Id, v.Created, IsDeletion: false))
            ?? [new(file, Unseen, time.GetUtcNow(), IsDeletion: false)];
    }

    private static StateSourceException Closed() => new("the token sees the workspace and may not read its state: give its team the permission to read state versions there");

    private static Task EachAsync(IReadOnlyList<HcpWorkspace> workspaces, Func<HcpWorkspace, int, CancellationToken, Task> work, CancellationToken cancellation) => Parallel.ForEachAsync(
        workspaces.Index(),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (one, stop) => await work(one.Item, one.Index, stop));
}
