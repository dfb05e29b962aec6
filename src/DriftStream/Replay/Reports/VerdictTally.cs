using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>How many findings of each verdict a name has.</summary>
internal sealed class VerdictTally(string name)
{
    private static readonly Verdict[] Shown = [.. Enum.GetValues<Verdict>().Where(v => v.IsShown())];
    private readonly long[] _counts = new long[Shown.Length];

    /// <summary>Whose they are.</summary>
    public string Name => name;

    /// <summary>How many there are.</summary>
    public long Total => _counts.Sum();

    /// <summary>Counts one finding that is shown.</summary>
    public void Add(Verdict verdict) => _counts[(int)verdict]++;

    /// <summary>E.g. <c>drift 8, attached 4</c>.</summary>
    public string ByVerdict() => string.Join(", ", Shown.Where(v => _counts[(int)v] > 0).Select(v => $"{v.Word()} {_counts[(int)v]:N0}"));
}
