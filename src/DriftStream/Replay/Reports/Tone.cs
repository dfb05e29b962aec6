using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>The colour of a finding: its severity's, or <c>ok</c> for what was brought back.</summary>
internal static class Tone
{
    /// <summary>What was brought back.</summary>
    public const string BroughtBack = "ok";

    /// <summary>All of them, the worst first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Severity>().OrderDescending().Select(s => s.Word()), BroughtBack];

    /// <summary>The tone of a finding.</summary>
    public static string Of(Finding finding) => finding.Verdict == Verdict.Reverted ? BroughtBack : finding.Severity.Word();

    /// <summary>Its word for people.</summary>
    public static string Name(string tone) => tone == BroughtBack ? "reverted" : tone;

    /// <summary>Where it stands in <see cref="All"/>.</summary>
    public static int Place(string tone)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == tone)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(tone), tone, "It is no tone.");
    }
}
