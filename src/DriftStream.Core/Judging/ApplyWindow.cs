namespace DriftStream.Core.Judging;

/// <summary>The time in which somebody applied to a state.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Ended">When it ended; null while it goes on.</param>
public sealed record ApplyWindow(DateTimeOffset Since, DateTimeOffset? Ended)
{
    /// <summary>Who applied, as their lock or run tells; null where that is not known.</summary>
    public string? Who { get; init; }

    /// <summary>Whether a call was made in it. CloudTrail's times are whole seconds, cut off.</summary>
    public bool Covers(DateTimeOffset call) => call.ToUnixTimeSeconds() >= Since.ToUnixTimeSeconds() && (Ended is not { } end || call <= end);
}
