using System.Text.Json.Serialization;

namespace DriftStream.Replay.Distilling;

/// <summary>What became of some sources together.</summary>
internal sealed record DistilledBatch
{
    /// <summary>The records that may have changed something; null where there were none.</summary>
    public SegmentFacts? Records { get; init; }

    /// <summary>The openings of sessions that some kept record was made in, or that opened such a session.</summary>
    public SegmentFacts? Sessions { get; init; }

    /// <summary>The openings of all other sessions: they only matter beside further sources.</summary>
    public SegmentFacts? Idle { get; init; }

    /// <summary>The sources; none where only openings of earlier batches were found to matter after all.</summary>
    public IReadOnlyList<SourceFacts> Sources { get; init; } = [];

    /// <summary>All its files.</summary>
    [JsonIgnore]
    public IEnumerable<SegmentFacts> Segments => new[] { Records, Sessions, Idle }.OfType<SegmentFacts>();
}
