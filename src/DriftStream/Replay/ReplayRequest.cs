using DriftStream.Replay.Digests;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Recording;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>How much is kept of an event that could not change anything.</summary>
internal enum Keeping
{
    /// <summary>Everything, for its finding is to be printed.</summary>
    Whole,

    /// <summary>Only its verdict.</summary>
    Verdict,
}

/// <summary>What to replay, and how.</summary>
/// <param name="Files">What to read.</param>
internal sealed record ReplayRequest(IReadOnlyList<ArchiveObject> Files)
{
    /// <summary>Which events are asked about.</summary>
    public ReplayFilter Filter { get; init; } = new();

    /// <summary>What to keep of events that could not change anything.</summary>
    public Keeping Keeping { get; init; }

    /// <summary>Whether what was made outside of all states is passed over, as no finding about it is asked for.</summary>
    public bool AsksForHeldOnly { get; init; }

    /// <summary>What is too large to read.</summary>
    public SizeLimits Limits { get; init; } = new();

    /// <summary>Told how far the replay is.</summary>
    public ReplayProgress Progress { get; init; } = new();

    /// <summary>What each file is held against while it is read; null: against nothing.</summary>
    public DigestBook? Digests { get; init; }

    /// <summary>Is told where records were read; null: nobody wants to know.</summary>
    public RecordOrigins? Origins { get; init; }

    /// <summary>How many files are read at the same time. What is found does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How many of them have something to read.</summary>
    public int Readers => Math.Clamp(Files.Count, 1, Workers);

    /// <summary>How much lies in memory while events are put in order. What is found does not depend on it.</summary>
    public SortLimits Sorting { get; init; } = new();

    /// <summary>Where temporary files go.</summary>
    public string TempFolder { get; init; } = Path.GetTempPath();
}
