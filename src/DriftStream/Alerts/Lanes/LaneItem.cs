using DriftStream.Alerts.Sinks;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>What a lane tells next.</summary>
/// <param name="News">What is told; null where the ledger does not hold it any more, and nothing can be told.</param>
/// <param name="Alerts">The alerts that are told by it; empty for a digest's.</param>
/// <param name="IsCritical">It goes in the slot for critical ones.</param>
internal sealed record LaneItem(News? News, IReadOnlyList<WaitingAlert> Alerts, bool IsCritical)
{
    /// <summary>The digest that is told; null for a drift's news.</summary>
    public OpenDigest? Digest { get; init; }

    /// <summary>The position up to which a part of a digest's list reaches; null for anything else.</summary>
    public long? ListedTo { get; init; }

    /// <summary>How often it was tried before.</summary>
    public long Attempt => Digest?.Attempt ?? (Alerts.Count == 0 ? 0 : Alerts.Max(a => a.Attempt));

    /// <summary>The drift or digest whose message may be edited later.</summary>
    public string? Subject => Digest?.Id ?? Alerts[^1].DriftId;
}
