using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>The findings of one stretch of time.</summary>
/// <param name="number">Which stretch it is, counted from the year 1.</param>
internal sealed class TimelineColumn(long number)
{
    private readonly long[] _counts = new long[Tone.All.Count];

    /// <summary>Which stretch it is.</summary>
    public long Number => number;

    /// <summary>How many findings it has.</summary>
    public long Total => _counts.Sum();

    /// <summary>How many findings it has of a tone.</summary>
    public long Of(string tone) => _counts[Tone.Place(tone)];

    /// <summary>Counts one finding.</summary>
    public void Add(Finding finding) => _counts[Tone.Place(Tone.Of(finding))]++;

    /// <summary>Counts all of another column.</summary>
    public void Add(TimelineColumn other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }
}
