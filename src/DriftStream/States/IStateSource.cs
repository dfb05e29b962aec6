namespace DriftStream.States;

/// <summary>A place that states come from: a folder, a bucket.</summary>
internal interface IStateSource
{
    /// <summary>What may be states there now, in a lasting order.</summary>
    /// <exception cref="StateSourceException">It cannot be told.</exception>
    public Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation);

    /// <summary>The content of one as it is now.</summary>
    /// <exception cref="StateSourceException">It cannot be had.</exception>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation);

    /// <summary>Every version that is kept of every one, gone ones included; those of one file the oldest first. Null: the place keeps none.</summary>
    /// <exception cref="StateSourceException">It cannot be told.</exception>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation);

    /// <summary>The content of a version.</summary>
    /// <exception cref="StateSourceException">It cannot be had.</exception>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation);
}

/// <summary>One version of a state.</summary>
/// <param name="File">The state.</param>
/// <param name="Id">What its place calls the version.</param>
/// <param name="Written">When it became the newest one.</param>
/// <param name="IsDeletion">It only says that the state was deleted then.</param>
internal sealed record StateVersion(StateFile File, string Id, DateTimeOffset Written, bool IsDeletion);
