using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>What was read: what one worker got, or all of them together.</summary>
internal sealed class FileReading
{
    /// <summary>What kept something from being judged.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>How many items were no CloudTrail records, by their detail type.</summary>
    public SortedDictionary<string, int> NotCloudTrail { get; } = new(StringComparer.Ordinal);

    /// <summary>How many items were records, those that are not asked about included.</summary>
    public long Records { get; set; }

    /// <summary>How many items could not be read.</summary>
    public int Unreadable { get; set; }

    /// <summary>How many records were not asked about.</summary>
    public long LeftOut { get; set; }

    /// <summary>How many records were passed over, as they concern nothing that a state holds and only such findings are asked for.</summary>
    public long PassedOver { get; set; }

    /// <summary>The records that need not be judged.</summary>
    public Proven Proven { get; } = new();

    /// <summary>How many items there were in all.</summary>
    public long Items => Records + Unreadable + NotCloudTrail.Values.Sum();

    /// <summary>Adds what another worker got.</summary>
    public void Add(FileReading other)
    {
        Problems.AddRange(other.Problems);
        Records += other.Records;
        Unreadable += other.Unreadable;
        LeftOut += other.LeftOut;
        PassedOver += other.PassedOver;
        Proven.Add(other.Proven);
        foreach (var (type, count) in other.NotCloudTrail)
        {
            NotCloudTrail[type] = NotCloudTrail.GetValueOrDefault(type) + count;
        }
    }
}
