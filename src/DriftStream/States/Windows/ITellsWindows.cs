namespace DriftStream.States.Windows;

/// <summary>A place of states that can also tell who applies to them at this moment. An <see cref="IStateSource"/> may be one.</summary>
internal interface ITellsWindows
{
    /// <summary>Who applies now, or waits for nothing but to begin; states that nobody applies to are left out, or named with the last apply and its end. It is asked right after each listing, every few seconds, for all files of it at once, so it should cost no call for each file.</summary>
    /// <param name="files">The states that the place listed last.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StateSourceException">It cannot be told; what was known stays.</exception>
    public Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation);
}
