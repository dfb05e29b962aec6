using DriftStream.Core.Judging;

namespace DriftStream.Gaps;

/// <summary>Something that DriftStream does not see, or may not see.</summary>
/// <param name="Kind">What kind of gap.</param>
/// <param name="Subject">What it is about: an account and region, a queue, a state.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Since">Since when.</param>
/// <param name="Headline">The news in a few words.</param>
/// <param name="Sentence">What is so, what it means and what to do.</param>
internal sealed record Gap(GapKind Kind, string Subject, Severity Severity, DateTimeOffset Since, string Headline, string Sentence)
{
    /// <summary>Where events may be missing; null where that is not one place.</summary>
    public FeedPlace? Place { get; init; }
}

/// <summary>The kinds of gaps.</summary>
internal enum GapKind
{
    /// <summary>An account and region that usually speaks is silent.</summary>
    Silence,

    /// <summary>The queue cannot be read.</summary>
    QueueUnreachable,

    /// <summary>Messages are old when they are taken.</summary>
    QueueBehind,

    /// <summary>More and more messages wait.</summary>
    Backlog,

    /// <summary>Messages that nobody could read lie in the dead-letter queue.</summary>
    DeadLetters,

    /// <summary>A state cannot be read.</summary>
    StateUnreadable,

    /// <summary>Terraform changed something, and the state was not written since.</summary>
    StateStale,
}
