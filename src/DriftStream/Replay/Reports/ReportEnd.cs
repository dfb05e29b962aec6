namespace DriftStream.Replay.Reports;

/// <summary>What is known of a replay only when it is over.</summary>
/// <param name="Lines">What was read and counted, as the summary tells it.</param>
/// <param name="Open">The drifts that no event ended.</param>
internal sealed record ReportEnd(IReadOnlyList<string> Lines, IReadOnlyList<OpenDrift> Open)
{
    /// <summary>Nothing is known.</summary>
    public static ReportEnd Nothing { get; } = new([], []);
}
