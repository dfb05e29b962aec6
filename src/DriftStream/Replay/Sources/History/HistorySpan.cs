namespace DriftStream.Replay.Sources.History;

/// <summary>Some hours of one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="From">The first moment.</param>
/// <param name="Until">The first moment after it.</param>
/// <param name="ChangesOnly">Whether events that only read are left out.</param>
internal sealed record HistorySpan(string Region, DateTimeOffset From, DateTimeOffset Until, bool ChangesOnly)
{
    /// <summary>What it is called in messages.</summary>
    public string Shown => $"cloudtrail:{Region} {From.UtcDateTime:yyyy-MM-dd}";

    /// <summary>What it is known by. Days come before regions, so that regions, each with a pace of its own, are fetched at the same time.</summary>
    public string Key => $"cloudtrail:{From.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}/{Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}/{Region}{(ChangesOnly ? "/changes" : "")}";
}
