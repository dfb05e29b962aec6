using System.Text.Json;

namespace DriftStream.Ledger.Integrity;

/// <summary>A drift as a row of the chain told it.</summary>
/// <param name="Id">The drift's id.</param>
/// <param name="Told">Its columns then.</param>
internal sealed record AuditedDrift(string Id, JsonElement Told)
{
    /// <summary>The drifts that a row tells of; none where its body was altered beyond reading, which its link shows.</summary>
    public static IReadOnlyList<AuditedDrift> In(AuditRow row)
    {
        if (row is not { Kind: AuditKind.Event or AuditKind.Work, Body: { } body })
        {
            return [];
        }

        try
        {
            using var read = JsonDocument.Parse(body);
            return [.. read.RootElement.Clone().EnumerateArray().Select(drift => new AuditedDrift(drift.GetProperty("id").GetString() ?? "", drift))];
        }
        catch (Exception altered) when (altered is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The members that are not now what they were then. What the row did not know when it was written is not compared.</summary>
    public static IEnumerable<string> Differences(DriftRow drift, JsonElement told)
    {
        var now = JsonSerializer.SerializeToElement(drift, AuditJson.Default.DriftRow);
        return told.EnumerateObject().Where(then => !now.TryGetProperty(then.Name, out var value) || !JsonElement.DeepEquals(value, then.Value)).Select(then => then.Name);
    }
}
