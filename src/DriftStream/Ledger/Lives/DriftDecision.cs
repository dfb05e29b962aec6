namespace DriftStream.Ledger.Lives;

/// <summary>What somebody decides about a drift.</summary>
/// <param name="Drift">The drift's id.</param>
/// <param name="Kind">What.</param>
/// <param name="By">Who, by an id that was proven.</param>
/// <param name="Name">What people call them; for show only, null where only the id is known.</param>
/// <param name="Reason">Why; null where nobody said.</param>
/// <param name="Until">Until when it holds; null for acknowledging.</param>
internal sealed record DriftDecision(string Drift, DecisionKind Kind, string By, string? Name, string? Reason, DateTimeOffset? Until);

/// <summary>What can be decided about a drift.</summary>
internal enum DecisionKind
{
    /// <summary>Somebody looks after it.</summary>
    Acknowledge,

    /// <summary>It is meant to be so for a while; a reminder comes if it is still open afterwards.</summary>
    Snooze,

    /// <summary>It shall not be told any more until an end, unless it gets worse.</summary>
    Ignore,
}

/// <summary>What became of a decision.</summary>
/// <param name="Kind">Whether it was carried out.</param>
/// <param name="Sentence">What is wrong with it; null where it was carried out.</param>
internal sealed record DecisionAnswer(DecisionAnswerKind Kind, string? Sentence)
{
    /// <summary>It holds, or did before.</summary>
    public static DecisionAnswer Done { get; } = new(DecisionAnswerKind.Done, null);
}

/// <summary>Whether a decision was carried out.</summary>
internal enum DecisionAnswerKind
{
    /// <summary>It holds, or did before.</summary>
    Done,

    /// <summary>It says something that cannot be meant.</summary>
    Invalid,

    /// <summary>There is no such drift.</summary>
    NoSuchDrift,

    /// <summary>The drift has ended.</summary>
    Ended,
}
