using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger.Integrity;

/// <summary>How the bodies of audit rows are written. What is null is written too: it is vouched for like any other value.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<DriftRow>))]
[JsonSerializable(typeof(DriftRow))]
[JsonSerializable(typeof(DecisionRow))]
[JsonSerializable(typeof(AuditBeginning))]
[JsonSerializable(typeof(AuditCheckpoint))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>What a body says; null where it was altered beyond reading, which the row's link shows.</summary>
    public static T? Read<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What the ledger held when the chain began, and what the chain therefore cannot vouch for.</summary>
/// <param name="Events">Judged events.</param>
/// <param name="Findings">Findings.</param>
/// <param name="Drifts">Drifts.</param>
internal sealed record AuditBeginning(long Events, long Findings, long Drifts)
{
    /// <summary>Decisions; null in chains that were begun before decisions were counted.</summary>
    public long? Decisions { get; init; }
}

/// <summary>Where the chain goes on after old rows were removed.</summary>
/// <param name="Through">The number of the last row that was removed or kept apart.</param>
/// <param name="Link">That row's link.</param>
/// <param name="Kept">Rows up to there that are still needed, each with the link before it.</param>
internal sealed record AuditCheckpoint(long Through, string Link, IReadOnlyList<KeptLink> Kept);

/// <summary>A row that outlived its neighbours.</summary>
/// <param name="Number">The row.</param>
/// <param name="Previous">The link of the row that was before it.</param>
internal sealed record KeptLink(long Number, string Previous);
