using DriftStream.States.Windows;

namespace DriftStream.States.Sources.Http;

/// <summary>States that GitLab keeps for a project: one, or all of them.</summary>
/// <remarks>
/// GitLab keeps versions, too, but tells the time of the newest one only, so nobody can say which of them counted at a moment.
/// A job's token may fetch a state and ask no more: it is read as from any other server then, and nobody can tell who applies.
/// </remarks>
internal sealed class GitLabStateSource(StateServer server, GitLabAddress address, StateCredentials credentials) : IStateSource, ITellsWindows, IDisposable
{
    private readonly GitLabGraph _graph = new(server, address, credentials);
    private readonly HttpStateSource? _plain = address.Name is { } name ? new(server, new(address.PlaceOf(name)), credentials.ShowToGitLab) : null;

    /// <inheritdoc/>
    public bool IsOne => address.Name is not null;

    /// <inheritdoc/>
    public string Nothing(string argument) => IsOne
        ? $"There is no state at '{argument}': the project has none of that name with a version."
        : $"There is no state at '{argument}': the project keeps none.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation) => await _graph.StatesAsync(cancellation) is { } states
        ? [.. states.Where(s => s.Version is not null).OrderBy(s => s.Name, StringComparer.Ordinal).Select(FileOf)]
        : _plain is not null ? await _plain.ListAsync(cancellation)
        : throw NotShown("a project's states");

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation) => new HttpStateSource(server, new(file.Path), credentials.ShowToGitLab).OpenAsync(file, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StateVersion>?>(null);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => OpenAsync(version.File, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation)
    {
        var states = await _graph.StatesAsync(cancellation) ?? throw NotShown("locks");
        return [.. states.Where(s => s.LockedAt is not null).Select(s => new ApplySighting(address.PlaceOf(s.Name), s.LockedAt!.Value, s.LockedBy))];
    }

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    private StateFile FileOf(GitLabState state)
    {
        var (serial, created) = state.Version!.Value;
        return new(address.PlaceOf(state.Name), state.Name, Certain: true) { Mark = $"{serial} {created:O}", Written = created };
    }

    private static StateSourceException NotShown(string what) => new($"GitLab shows {what} only to a token with the scope read_api of somebody with at least the Developer role: set it as Password of the entry under States");
}
