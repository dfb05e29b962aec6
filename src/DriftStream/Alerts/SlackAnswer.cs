namespace DriftStream.Alerts;

/// <summary>What became of one message to Slack.</summary>
/// <param name="Outcome">What to do with the alert.</param>
/// <param name="Detail">Why, in words without the webhook's address.</param>
/// <param name="RetryAfter">How long Slack asks to wait; null where it does not say.</param>
internal sealed record SlackAnswer(SlackOutcome Outcome, string Detail, TimeSpan? RetryAfter = null);

/// <summary>What to do with an alert after Slack's answer.</summary>
internal enum SlackOutcome
{
    /// <summary>Slack has it.</summary>
    Taken,

    /// <summary>Too fast: the whole webhook waits, and the attempt does not count.</summary>
    TooFast,

    /// <summary>Slack or the way to it is down: try again later.</summary>
    TryAgain,

    /// <summary>No later attempt can go better.</summary>
    Refused,
}
