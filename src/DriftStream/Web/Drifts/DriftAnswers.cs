using System.Text.Json;
using System.Text.Json.Serialization;

namespace DriftStream.Web.Drifts;

/// <summary>A page of drifts.</summary>
/// <param name="Drifts">The drifts, the last changed first.</param>
/// <param name="Next">What <c>cursor</c> must be for the next page; null on the last one.</param>
internal sealed record DriftPage(IReadOnlyList<DriftView> Drifts, string? Next);

/// <summary>A drift.</summary>
internal sealed record DriftView
{
    /// <summary>Its id, <c>D-</c> and ten characters.</summary>
    public required string Id { get; init; }

    /// <summary><c>open</c> or <c>resolved</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The verdict that was given last.</summary>
    public required string Verdict { get; init; }

    /// <summary>The highest severity it ever had.</summary>
    public required string Severity { get; init; }

    /// <summary>The state's name.</summary>
    public required string State { get; init; }

    /// <summary>Terraform's address.</summary>
    public required string Address { get; init; }

    /// <summary>Terraform's type.</summary>
    public required string Type { get; init; }

    /// <summary>The resource's id, name or ARN.</summary>
    public required string? ResourceId { get; init; }

    /// <summary>The account.</summary>
    public required string? Account { get; init; }

    /// <summary>The region.</summary>
    public required string? Region { get; init; }

    /// <summary>When the event that opened it happened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who opened it.</summary>
    public required string? OpenedBy { get; init; }

    /// <summary>The event that opened it.</summary>
    public required string OpenedEvent { get; init; }

    /// <summary>When its last event happened.</summary>
    public required DateTimeOffset LastChangeAt { get; init; }

    /// <summary>Its last event.</summary>
    public required string LastEvent { get; init; }

    /// <summary>What people decided about it and still holds; null where nobody did.</summary>
    public required StandingDecision? Decision { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public required DriftEnding? Ended { get; init; }
}

/// <summary>A decision that holds.</summary>
/// <param name="Kind"><c>acknowledge</c>, <c>snooze</c> or <c>ignore</c>.</param>
/// <param name="Until">Until when; null for no end.</param>
internal sealed record StandingDecision(string Kind, DateTimeOffset? Until);

/// <summary>How a drift ended.</summary>
/// <param name="At">When.</param>
/// <param name="How"><c>reverted</c>, <c>adopted</c>, <c>unmanaged</c> or <c>replaced</c>.</param>
/// <param name="By">Who ended it; null where a state did.</param>
/// <param name="Event">The event that ended it; null where a state did.</param>
/// <param name="Serial">The serial of the state that ended it; null where an event did.</param>
/// <param name="Successor">The id of the resource that took its place; null where none did.</param>
internal sealed record DriftEnding(DateTimeOffset At, string How, string? By, string? Event, long? Serial, string? Successor);

/// <summary>A drift with all that is known of it.</summary>
internal sealed record DriftDetail
{
    /// <summary>The drift.</summary>
    public required DriftView Drift { get; init; }

    /// <summary>What differs now.</summary>
    public required IReadOnlyList<DifferenceView> Changes { get; init; }

    /// <summary>What was said of it, as findings of the contract's shape, in order.</summary>
    public required IReadOnlyList<JsonElement> Events { get; init; }

    /// <summary>Who changed it last.</summary>
    public required JsonElement? Actor { get; init; }

    /// <summary>Everything that happened to it, in order.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Who was told, in order.</summary>
    public required IReadOnlyList<NotificationView> Notifications { get; init; }

    /// <summary>What people decided, in order.</summary>
    public required IReadOnlyList<DecisionView> Decisions { get; init; }
}

/// <summary>A difference.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Before">The state's value; null for none.</param>
/// <param name="After">The cloud's value; null for none.</param>
/// <param name="Hidden">The value is secret or was not told: both sides are null.</param>
/// <param name="Event">The event that made it.</param>
internal sealed record DifferenceView(string Path, JsonElement? Before, JsonElement? After, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Hidden, string Event);

/// <summary>Something that happened to a drift.</summary>
/// <param name="At">When.</param>
/// <param name="What"><c>opened</c>, <c>changed</c>, <c>resolved</c>, <c>late</c> or a decision's word.</param>
/// <param name="By">Who did it; null where nobody is known.</param>
/// <param name="Text">In one sentence.</param>
internal sealed record TimelineEntry(DateTimeOffset At, string What, string? By, string? Text);

/// <summary>An alert about a drift.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="Kind">Why it was told.</param>
/// <param name="At">When it was written.</param>
/// <param name="SentAt">When it was delivered; null where it was not.</param>
/// <param name="Problem">Why it was not, or not at once; null where all was well.</param>
internal sealed record NotificationView(string Id, string Kind, DateTimeOffset At, DateTimeOffset? SentAt, string? Problem);

/// <summary>A decision about a drift.</summary>
/// <param name="Kind"><c>acknowledge</c>, <c>snooze</c>, <c>ignore</c>, or <c>lapse</c> where the end of one came.</param>
/// <param name="By">Who decided it.</param>
/// <param name="Reason">Why; null where nobody said.</param>
/// <param name="Until">Until when; null for no end.</param>
/// <param name="At">When it was decided.</param>
internal sealed record DecisionView(string Kind, string By, string? Reason, DateTimeOffset? Until, DateTimeOffset At);
