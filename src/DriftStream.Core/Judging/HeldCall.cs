namespace DriftStream.Core.Judging;

/// <summary>A call that is taken as Terraform's until its state says so, or until the hold ends.</summary>
/// <param name="Address">What it changed or deleted; null for a creation that no state holds yet.</param>
/// <param name="Type">Terraform's type.</param>
/// <param name="ResourceId">The resource's id, name or ARN; null where it has none.</param>
/// <param name="Unconfirmed">What is said where no state ever confirms it; null where it is then only counted as not checked.</param>
public sealed record HeldCall(DriftAddress? Address, string Type, string? ResourceId, Finding? Unconfirmed);
