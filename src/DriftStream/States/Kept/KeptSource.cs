namespace DriftStream.States.Kept;

/// <summary>A place that keeps no versions, with those that were kept for it.</summary>
/// <param name="origin">The place.</param>
/// <param name="kept">What was kept.</param>
internal sealed class KeptSource(IStateSource origin, KeptStates kept) : IStateSource
{
    private const string Now = "now";

    /// <inheritdoc/>
    public bool IsOne => origin.IsOne;

    /// <inheritdoc/>
    public string Nothing(string argument) => origin.Nothing(argument);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation) => origin.ListAsync(cancellation);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation) => origin.OpenAsync(file, cancellation);

    /// <summary>What was kept of the states that are there now, and what is there now where that is newer. Null: nothing was kept.</summary>
    public async Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation)
    {
        var files = await origin.ListAsync(cancellation);
        var versions = files.Select(f => (File: f, Kept: kept.Of(f))).ToList();
        return versions.TrueForAll(v => v.Kept.Count == 0) ? null : [.. versions.SelectMany(v => v.Kept.Concat(Newer(v.File, v.Kept)))];
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) =>
        version.Id == Now ? origin.OpenAsync(version.File, cancellation) : KeptStates.OpenAsync(version, cancellation);

    private static IEnumerable<StateVersion> Newer(StateFile file, IReadOnlyList<StateVersion> versions)
    {
        // Versions are known to the thousandth of a second.
        var written = DateTimeOffset.FromUnixTimeMilliseconds((file.Written ?? default).ToUnixTimeMilliseconds());
        return versions.Count > 0 && versions[^1].Written >= written ? [] : [new(file, Now, written, IsDeletion: false)];
    }
}
