using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Lives;

/// <summary>Who is known to apply to which state, now or lately. Whoever reads states knows it: lock files, runs, messages of the state's bucket.</summary>
internal interface IApplyWindows
{
    /// <summary>The last window of each state that had one, by the state's name. Cheap: it is asked for every event.</summary>
    public IReadOnlyDictionary<string, ApplyWindow> Known { get; }
}

/// <summary>Nobody is known to apply to anything.</summary>
internal sealed class NoApplyWindows : IApplyWindows
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ApplyWindow> Known { get; } = new Dictionary<string, ApplyWindow>();
}
