namespace DriftStream.States;

/// <summary>A place that states come from: a folder, a bucket. One that can tell who applies is <see cref="Windows.ITellsWindows"/>, too; one that holds connections is disposable.</summary>
internal interface IStateSource
{
    /// <summary>It was asked for as one state, which gets the name that the user gave; else that name stands before each state's own.</summary>
    public bool IsOne { get; }

    /// <summary>Tells, in one sentence, that nothing is there, and what was looked for.</summary>
    /// <param name="argument">What the user asked for.</param>
    public string Nothing(string argument);

    /// <summary>The place keeps versions itself, so none need be kept for it.</summary>
    public bool KeepsVersions => false;

    /// <summary>What may be states there now, in a lasting order.</summary>
    /// <exception cref="StateSourceException">It cannot be told.</exception>
    public Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation);

    /// <summary>The content of one as it is now, as a stream that knows its length.</summary>
    /// <exception cref="StateSourceException">It cannot be had.</exception>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation);

    /// <summary>Every version that is kept of every one, gone ones included; those of one file the oldest first. Null: the place keeps none.</summary>
    /// <exception cref="StateSourceException">It cannot be told.</exception>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation);

    /// <summary>The content of a version, as a stream that knows its length.</summary>
    /// <exception cref="StateSourceException">It cannot be had.</exception>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation);
}

/// <summary>One version of a state.</summary>
/// <param name="File">The state.</param>
/// <param name="Id">What its place calls the version.</param>
/// <param name="Written">When it became the newest one.</param>
/// <param name="IsDeletion">It only says that the state was deleted then.</param>
internal sealed record StateVersion(StateFile File, string Id, DateTimeOffset Written, bool IsDeletion);
