using System.Text.Json;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Sharing;

/// <summary>What was counted in one object.</summary>
/// <param name="Scan">What scanning it came to; null where it could not be opened.</param>
/// <param name="Records">How many of its items were records.</param>
/// <param name="Unreadable">How many items could not be read.</param>
/// <param name="NotCloudTrail">How many items were no CloudTrail records, by their detail type.</param>
/// <param name="Problems">What kept something from being judged.</param>
internal sealed record ObjectReading(
    ScanResult? Scan,
    long Records,
    int Unreadable,
    IReadOnlyDictionary<string, int> NotCloudTrail,
    IReadOnlyList<InputProblem> Problems)
{
    /// <summary>What was counted by whoever read one object only.</summary>
    public static ObjectReading Of(FileReading reading, ScanResult? scan) => new(scan, reading.Records, reading.Unreadable, reading.NotCloudTrail, reading.Problems);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ObjectReading FromJson(string json) => JsonSerializer.Deserialize(json, SharingJson.Default.ObjectReading)!;

    /// <summary>The counts as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SharingJson.Default.ObjectReading);

    /// <summary>Adds the counts to those of other objects.</summary>
    public void AddTo(FileReading all)
    {
        var one = new FileReading { Records = Records, Unreadable = Unreadable, LeftOut = Scan?.LeftOut ?? 0 };
        one.Problems.AddRange(Problems);
        foreach (var (type, count) in NotCloudTrail)
        {
            one.NotCloudTrail[type] = count;
        }

        if (Scan is not null)
        {
            one.Proven.Add(Scan);
        }

        all.Add(one);
    }
}
