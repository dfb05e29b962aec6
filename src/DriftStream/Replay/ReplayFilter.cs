using DriftStream.Core.CloudTrail;

namespace DriftStream.Replay;

/// <summary>Which events are asked about; an empty filter keeps all.</summary>
internal sealed record ReplayFilter
{
    /// <summary>The first moment that counts.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first moment that no longer counts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Accounts; empty: any.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions; empty: any.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Whether the event is asked about.</summary>
    public bool Keeps(CloudTrailEvent change) => Keeps(change.Time, change.Account, change.Region);

    /// <summary>Whether an event of this time, account and region is asked about.</summary>
    public bool Keeps(DateTimeOffset time, string? account, string? region) =>
        !(time < Since)
        && !(time >= Until)
        && Allows(Accounts, account)
        && Allows(Regions, region);

    private static bool Allows(IReadOnlyList<string> asked, string? value) =>
        asked.Count == 0 || (value is not null && asked.Contains(value, StringComparer.OrdinalIgnoreCase));
}
