namespace DriftStream.Replay.Sources.History;

/// <summary>Some hours of one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="From">The first moment.</param>
/// <param name="Until">The first moment after it.</param>
/// <param name="Narrowing">What is asked for only; null: everything.</param>
internal sealed record HistorySpan(string Region, DateTimeOffset From, DateTimeOffset Until, HistoryNarrowing? Narrowing)
{
    /// <summary>What it is called in messages.</summary>
    public string Shown => $"{HistoryAddress.In(Region, Narrowing)} {From.UtcDateTime:yyyy-MM-dd}";

    /// <summary>What it is known by. Days come before regions, so that regions, each with a pace of its own, are fetched at the same time.</summary>
    public string Key => $"cloudtrail:{From.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}/{Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}/{Region}{Kind}";

    private string Kind => Narrowing switch
    {
        null => "",
        { IsChanges: true } => "/changes",
        _ => $"/{Narrowing.Attribute}={Narrowing.Value}",
    };
}
