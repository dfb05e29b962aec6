namespace DriftStream.Replay.Sharing;

/// <summary>How far a shared replay is.</summary>
/// <param name="Objects">How many objects there are to read.</param>
/// <param name="ObjectsRead">How many are read.</param>
/// <param name="BytesRead">How many bytes those have, packed as they are.</param>
/// <param name="Failures">How often one could not be read.</param>
/// <param name="Readers">How many processes took part so far.</param>
internal sealed record SharedProgress(long Objects, long ObjectsRead, long BytesRead, long Failures, long Readers)
{
    /// <summary>How many are left.</summary>
    public long Left => Objects - ObjectsRead;

    /// <summary>The progress in one sentence.</summary>
    /// <param name="before">How many were read before anybody looked.</param>
    /// <param name="elapsed">Since then.</param>
    public string Told(long before, TimeSpan elapsed) =>
        $"{ObjectsRead} of {ReplaySummary.Count(Objects, "object")} read, {Left} left, {Rate(before, elapsed)} a second, {ReplaySummary.Count(Readers, "worker")} seen, {ReplaySummary.Count(Failures, "failure")}.";

    private string Rate(long before, TimeSpan elapsed) =>
        elapsed <= TimeSpan.Zero ? "0" : ((ObjectsRead - before) / elapsed.TotalSeconds).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
