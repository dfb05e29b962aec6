using System.Text.Json;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Accuracy;

/// <summary>A record in which nothing says which resource is meant, because somebody cut that off: it cannot be asked to be identified.</summary>
/// <param name="Id">Its event id.</param>
/// <param name="Event">Source and name, because tests share their ids.</param>
/// <param name="Lacks">What is not in it.</param>
internal sealed record UnidentifiedRecord(string Id, string Event, string Lacks)
{
    /// <summary>The list beside the project, looked through by hand.</summary>
    public static IReadOnlyList<UnidentifiedRecord> Read(string path) => JsonSerializer.Deserialize<List<UnidentifiedRecord>>(File.ReadAllText(path), JsonSerializerOptions.Web)!;

    /// <summary>Whether it is this record.</summary>
    public bool Is(CloudTrailEvent change) => change.Id == Id && $"{change.Source}:{change.Name}" == Event;
}
