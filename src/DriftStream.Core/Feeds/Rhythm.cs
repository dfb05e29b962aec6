using System.Collections.Immutable;

namespace DriftStream.Core.Feeds;

/// <summary>How an account and region usually speaks: the longest pause that began in each hour of the day, of the last four weeks.</summary>
/// <param name="First">The first event that was heard.</param>
/// <param name="Last">The newest.</param>
/// <param name="Heard">How many events came after a pause.</param>
/// <param name="Pauses">By the hour, UTC, in which they began; the default where none did.</param>
public sealed record Rhythm(DateTimeOffset First, DateTimeOffset Last, long Heard, ImmutableArray<UsualPause> Pauses)
{
    /// <summary>How many hours a day has.</summary>
    public const int Hours = 24;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(28);

    /// <summary>The first event was heard.</summary>
    public static Rhythm Begun(DateTimeOffset at) => new(at, at, 0, [.. new UsualPause[Hours]]);

    /// <summary>The longest pause of any hour; null where none is known.</summary>
    public TimeSpan? Longest => Pauses.Max(p => p.Length) is var longest && longest > TimeSpan.Zero ? longest : null;

    /// <summary>After an event; one that is older than the newest says nothing about pauses.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="most">The longest pause that is believed to be usual; null: any.</param>
    public Rhythm After(DateTimeOffset at, TimeSpan? most = null)
    {
        if (at <= Last)
        {
            return this;
        }

        var pause = at - Last;
        pause = pause > most ? most.Value : pause;
        var hour = Last.UtcDateTime.Hour;
        var known = Pauses[hour];
        return this with
        {
            Last = at,
            Heard = Heard + 1,
            Pauses = pause >= known.Length || at - known.At > Remembered ? Pauses.SetItem(hour, new(pause, at)) : Pauses,
        };
    }

    /// <summary>With what another process heard of the same place.</summary>
    public Rhythm With(Rhythm other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var last = Last > other.Last ? Last : other.Last;
        return new(
            First < other.First ? First : other.First,
            last,
            Math.Max(Heard, other.Heard),
            [.. Pauses.Zip(other.Pauses, (mine, its) => mine.Length >= its.Length ? Usual(mine, its, last) : Usual(its, mine, last))]);
    }

    /// <summary>The longest pause that usually begins around this time; of any hour where that hour knows none.</summary>
    internal TimeSpan? LongestAround(DateTimeOffset since)
    {
        var hour = since.UtcDateTime.Hour;
        var around = Enumerable.Range(hour - 1 + Hours, 3).Max(h => Pauses[h % Hours].Length);
        return Pauses[hour].Length > TimeSpan.Zero ? around : Longest;
    }

    // What one of them has forgotten must not come back from the other.
    private static UsualPause Usual(UsualPause longer, UsualPause shorter, DateTimeOffset last) =>
        last - longer.At > Remembered && shorter.At > longer.At ? shorter : longer;
}

/// <summary>A pause.</summary>
/// <param name="Length">How long it was.</param>
/// <param name="At">When it ended.</param>
public readonly record struct UsualPause(TimeSpan Length, DateTimeOffset At);
