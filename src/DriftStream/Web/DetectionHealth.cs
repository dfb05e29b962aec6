using DriftStream.Configuration;
using DriftStream.Ledger.Lives;

namespace DriftStream.Web;

/// <summary>Whether DriftStream sees what it should. Problems are sentences; null means that there is none.</summary>
/// <param name="Queue">The queue; null where none is configured.</param>
/// <param name="States">The states.</param>
/// <param name="Events">The events so far.</param>
/// <param name="Alerts">The alerts; null where no channel is configured.</param>
/// <param name="LedgerProblem">Why the ledger cannot be written.</param>
internal sealed record DetectionHealth(QueueHealth? Queue, StatesHealth States, EventsHealth Events, AlertsHealth? Alerts, string? LedgerProblem)
{
    /// <summary>The ignore rules.</summary>
    public IgnoreHealth Ignoring { get; init; } = new(0, [], []);

    /// <summary>How Terraform's own calls fared in the last 24 hours.</summary>
    public ApplyCounts Applies { get; init; } = new(0, 0, 0, 0);

    /// <summary>What is not seen, or was not, in one sentence each.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>The configuration.</summary>
    public ConfigurationHealth Configuration { get; init; } = ConfigurationHealth.Fine;

    /// <summary>What came and was not judged.</summary>
    public LeftOutHealth LeftOut { get; init; } = new(0, 0);
}

/// <summary>What came since the start and was not judged, so that a list that is too short is noticed.</summary>
/// <param name="OtherAccounts">Events of accounts that are not in <c>Accounts</c>.</param>
/// <param name="NotCloudTrail">Messages that are no CloudTrail records.</param>
internal sealed record LeftOutHealth(long OtherAccounts, long NotCloudTrail)
{
    /// <summary>In words; null where nothing was left out because of its account.</summary>
    public string? OtherAccountsText => OtherAccounts == 0
        ? null
        : $"{OtherAccounts:N0} {(OtherAccounts == 1 ? "event of an account that is" : "events of accounts that are")} not in Accounts {(OtherAccounts == 1 ? "was" : "were")} left out since the start.";
}

/// <summary>The ignore rules, so that nobody forgets what is kept quiet.</summary>
/// <param name="InForce">How many there are.</param>
/// <param name="Swallowed">How many findings each swallowed in the last 24 hours, wholly or in part, the most first.</param>
/// <param name="Problems">One sentence for everything that is wrong with them; the rest of them hold.</param>
internal sealed record IgnoreHealth(int InForce, IReadOnlyList<(string Rule, long Count)> Swallowed, IReadOnlyList<string> Problems)
{
    private const int MostNamed = 5;

    /// <summary>What was swallowed, in words; null where nothing was.</summary>
    public string? SwallowedText => Swallowed.Count == 0
        ? null
        : $"swallowed in 24 h: {string.Join(", ", Swallowed.Take(MostNamed).Select(s => $"{s.Rule} {s.Count:N0}"))}{(Swallowed.Count > MostNamed ? $" and {Swallowed.Count - MostNamed} more rules" : "")}";
}

/// <summary>The queue.</summary>
/// <param name="Problem">Why it cannot be read.</param>
/// <param name="Behind">How old the newest message was when it was taken; null before the first.</param>
internal sealed record QueueHealth(string? Problem, TimeSpan? Behind);

/// <summary>The states.</summary>
/// <param name="Configured">How many should be loaded.</param>
/// <param name="Loaded">How many are.</param>
/// <param name="Resources">How many resource instances they hold.</param>
/// <param name="Problems">One sentence for each state that cannot be read or is old.</param>
internal sealed record StatesHealth(int Configured, int Loaded, int Resources, IReadOnlyList<string> Problems);

/// <summary>The events.</summary>
/// <param name="Judged">How many are in the ledger.</param>
/// <param name="Last">When the last one was recorded; null before the first.</param>
/// <param name="ToVerdict">How long the last ones took from the call to the verdict; null where unknown.</param>
internal sealed record EventsHealth(long Judged, DateTimeOffset? Last, TimeSpan? ToVerdict);

/// <summary>The alerts.</summary>
/// <param name="Waiting">Not sent yet.</param>
/// <param name="Dead">Given up.</param>
/// <param name="DeadReason">Why the last one was given up, and what to do; null where none was.</param>
internal sealed record AlertsHealth(long Waiting, long Dead, string? DeadReason = null);
