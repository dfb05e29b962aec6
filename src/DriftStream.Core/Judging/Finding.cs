using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>What DriftStream says about one event and one address.</summary>
/// <param name="Verdict">What the event means.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Drift">The drift's id, <c>D-</c> and ten characters; null where no drift is concerned.</param>
/// <param name="Event">Which event.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="Resource">Which resource; null where none is concerned.</param>
/// <param name="Changes">What this event changed, sorted by path; empty for deleted and unmanaged.</param>
/// <param name="Reason">One sentence.</param>
public sealed record Finding(
    Verdict Verdict,
    Severity Severity,
    string? Drift,
    EventSummary Event,
    Actor Actor,
    ResourceRef? Resource,
    IReadOnlyList<Change> Changes,
    string Reason)
{
    /// <summary>The ignore rule that swallowed the finding or, where the verdict is another one, some of its changes; null for none.</summary>
    public string? Rule { get; init; }
}

/// <summary>The event of a finding.</summary>
/// <param name="Id">eventID, or the record's SHA-256.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Source">e.g. <c>s3.amazonaws.com</c>.</param>
/// <param name="Name">As recorded, e.g. <c>PutBucketTagging</c>.</param>
/// <param name="Account">The account it happened in; null where the record does not say.</param>
/// <param name="Region">The region; null where the record does not say.</param>
public sealed record EventSummary(string Id, DateTimeOffset Time, string Source, string Name, string? Account, string? Region);

/// <summary>The resource of a finding.</summary>
/// <param name="Address">Terraform's address; null for an unmanaged resource.</param>
/// <param name="Type">Terraform's type.</param>
/// <param name="Id">The resource's id, name or ARN; null where the event does not tell.</param>
/// <param name="State">The state that holds it; null for an unmanaged resource.</param>
/// <param name="Parent">For an unmanaged resource the address of what it belongs to, or null.</param>
public sealed record ResourceRef(string? Address, string Type, string? Id, string? State, string? Parent);

/// <summary>One attribute that an event changed.</summary>
/// <param name="Path">In Terraform's spelling, e.g. <c>tags.drift</c> or <c>tags["a.b/c"]</c>.</param>
/// <param name="Before">The state's value (for reverted: what the cloud was believed to hold); <see cref="Value.Null"/> for none.</param>
/// <param name="After">The cloud's value (for reverted: the state's); <see cref="Value.Null"/> for none.</param>
/// <param name="Hidden">The value is secret or redacted; then both sides are null.</param>
public sealed record Change(string Path, Value Before, Value After, bool Hidden = false)
{
    /// <summary>A change whose values must not or cannot be shown.</summary>
    public static Change Concealed(string path) => new(path, Value.Null, Value.Null, Hidden: true);
}
