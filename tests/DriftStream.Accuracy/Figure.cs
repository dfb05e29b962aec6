namespace DriftStream.Accuracy;

/// <summary>One line of the table.</summary>
/// <param name="Key">Its name among the floors.</param>
/// <param name="What">What it counts.</param>
/// <param name="Ours">What we count.</param>
internal sealed record Figure(string Key, string What, Share Ours)
{
    /// <summary>What the closest peer's tables give; null where that is not known.</summary>
    public Share? Peers { get; init; }

    /// <summary>Whether few are good.</summary>
    public bool IsFault { get; init; }

    /// <summary>Behind the count, e.g. against how many states.</summary>
    public string Addition { get; init; } = "";

    /// <summary>Whether it needs the data beside the checkout.</summary>
    public bool IsFromSharedData { get; init; } = true;

    /// <summary>Whether it is worse than a share that was reached before.</summary>
    public bool IsWorseThan(Share floor) => IsFault ? Ours > floor : Ours < floor;
}
