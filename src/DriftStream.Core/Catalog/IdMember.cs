namespace DriftStream.Core.Catalog;

/// <summary>A request member that identifies.</summary>
/// <param name="Path">API spelling, segments separated by dots, e.g. <c>Resources</c> or <c>Cluster.Name</c>.</param>
/// <param name="XmlPath">The spelling that CloudTrail uses for XML and EC2 services where it differs, else null.</param>
/// <param name="Attributes">Attributes that may hold the same value; any of them. For tagging rows empty: the type's tag attribute.</param>
/// <param name="IsApproximate">The catalogue marks the relation with <c>~</c>: the value is only part of the attribute.</param>
public sealed record IdMember(string Path, string? XmlPath, IReadOnlyList<string> Attributes, bool IsApproximate);
