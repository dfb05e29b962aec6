namespace DriftStream.Core.Judging.Lives;

/// <summary>An open drift as its keeper knows it: a drift follows the physical id, wherever the states move it.</summary>
/// <param name="Drift">Its id.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Type">Terraform's type.</param>
/// <param name="ResourceId">The resource's id, name or ARN; null where it has none.</param>
public sealed record TrackedDrift(string Drift, DriftAddress Address, string Type, string? ResourceId);
