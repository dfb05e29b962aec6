namespace DriftStream.Core.Coverage;

/// <summary>How a change of an attribute in AWS comes to light, from best to worst.</summary>
public enum Reach
{
    /// <summary>At least one event carries the new value.</summary>
    Events,

    /// <summary>An event tells of the change and hides the value: the verdict is <c>touched</c>.</summary>
    Hidden,

    /// <summary>It cannot change on an existing object, only with another one in its place.</summary>
    Replacement,

    /// <summary>No event tells; whoever reads AWS again sees it.</summary>
    Scan,

    /// <summary>No event tells, and reading AWS again is not known to show it.</summary>
    Nothing,
}

/// <summary>The contract's words for reaches.</summary>
public static class ReachWords
{
    /// <summary>All of them, from best to worst.</summary>
    public static IReadOnlyList<Reach> All { get; } = Enum.GetValues<Reach>();

    /// <summary>The word, e.g. <c>events-hidden</c>.</summary>
    public static string Word(this Reach reach) => reach == Reach.Hidden ? "events-hidden" : reach.ToString().ToLowerInvariant();
}
