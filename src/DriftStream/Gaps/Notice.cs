using DriftStream.Core.Judging;

namespace DriftStream.Gaps;

/// <summary>A word about DriftStream itself, for the people who are told of drifts.</summary>
/// <param name="Id">The same whenever the same is said.</param>
/// <param name="Severity">How much it matters; <see cref="Severity.Info"/>: something is over.</param>
/// <param name="Headline">The whole of it in a few words: plain text, not escaped.</param>
/// <param name="Text">What it means and what to do: plain text, not escaped.</param>
internal sealed record Notice(string Id, Severity Severity, string Headline, string Text);

/// <summary>Tells a notice to everybody who is told of drifts.</summary>
internal delegate Task<NoticeAnswer> TellNotice(Notice notice, CancellationToken cancellation);

/// <summary>What became of a notice.</summary>
/// <param name="Outcome">What to do with it.</param>
/// <param name="Detail">Why, without addresses and secrets.</param>
/// <param name="RetryAfter">How long to wait; null where nobody says.</param>
internal sealed record NoticeAnswer(NoticeOutcome Outcome, string Detail, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether somebody was told, even where others refused it.</summary>
    public bool IsHeard { get; init; }
}

/// <summary>What to do with a notice after it was told.</summary>
internal enum NoticeOutcome
{
    /// <summary>It is told.</summary>
    Told,

    /// <summary>It may go through later.</summary>
    TryAgain,

    /// <summary>No later attempt can go better.</summary>
    Refused,

    /// <summary>Nobody is configured to be told.</summary>
    Nobody,
}
