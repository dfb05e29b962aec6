namespace DriftStream.Core.Feeds;

/// <summary>When an account and region that usually speaks counts as silent.</summary>
/// <param name="Factor">How many times its longest usual pause.</param>
/// <param name="AtLeast">But never sooner.</param>
/// <param name="LearnFor">How long it is listened to before it is judged; a week knows weekends.</param>
public sealed record SilenceRule(double Factor, TimeSpan AtLeast, TimeSpan LearnFor)
{
    // Fewer pauses say nothing about what is usual.
    private const int Enough = 50;

    /// <summary>How long the place may be silent from a moment on; null where too little is known to say.</summary>
    /// <param name="rhythm">How it usually speaks.</param>
    /// <param name="seeingSince">Since when DriftStream itself would have heard everything.</param>
    public TimeSpan? Limit(Rhythm rhythm, DateTimeOffset seeingSince)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        if (rhythm.Heard < Enough || rhythm.Last - rhythm.First < LearnFor)
        {
            return null;
        }

        // Of a moment in the middle of a pause nobody knows in which hour it began.
        var usual = seeingSince > rhythm.Last ? rhythm.Longest : rhythm.LongestAround(rhythm.Last);
        return usual is not { } pause ? null : pause * Factor > AtLeast ? pause * Factor : AtLeast;
    }

    /// <summary>Since when the place is silent for longer than it should; null where it is not.</summary>
    /// <param name="rhythm">How it usually speaks.</param>
    /// <param name="seeingSince">Since when DriftStream itself would have heard everything.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset? SilentSince(Rhythm rhythm, DateTimeOffset seeingSince, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        var listened = seeingSince > rhythm.Last ? seeingSince : rhythm.Last;
        return Limit(rhythm, seeingSince) is { } limit && now - listened > limit ? rhythm.Last : null;
    }
}
