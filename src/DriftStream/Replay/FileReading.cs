using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>What one file gave, or all of them together.</summary>
internal sealed class FileReading
{
    /// <summary>The events that are asked about.</summary>
    public List<PastEvent> Events { get; } = [];

    /// <summary>The sessions that events opened, those of events that are not asked about included.</summary>
    public List<OpenedSession> Sessions { get; } = [];

    /// <summary>What kept something from being judged.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>How many items were no CloudTrail records, by their detail type.</summary>
    public SortedDictionary<string, int> NotCloudTrail { get; } = new(StringComparer.Ordinal);

    /// <summary>How many items were records, those that are not asked about included.</summary>
    public int Records { get; set; }

    /// <summary>How many items could not be read.</summary>
    public int Unreadable { get; set; }

    /// <summary>How many records were not asked about.</summary>
    public int LeftOut { get; set; }

    /// <summary>How many items there were in all.</summary>
    public int Items => Records + Unreadable + NotCloudTrail.Values.Sum();

    /// <summary>Adds what another file gave.</summary>
    public void Add(FileReading other)
    {
        Events.AddRange(other.Events);
        Sessions.AddRange(other.Sessions);
        Problems.AddRange(other.Problems);
        Records += other.Records;
        Unreadable += other.Unreadable;
        LeftOut += other.LeftOut;
        foreach (var (type, count) in other.NotCloudTrail)
        {
            NotCloudTrail[type] = NotCloudTrail.GetValueOrDefault(type) + count;
        }
    }
}
