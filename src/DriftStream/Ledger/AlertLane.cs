namespace DriftStream.Ledger;

/// <summary>One channel of one sink: what waits for it is told in order, and no faster than it takes it.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Channel">The sink's channel; empty for its only one.</param>
internal readonly record struct AlertLane(string Sink, string Channel)
{
    /// <inheritdoc/>
    public override string ToString() => Channel.Length == 0 ? Sink : $"{Sink} {Channel}";
}
