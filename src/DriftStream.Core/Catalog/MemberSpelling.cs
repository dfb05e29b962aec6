namespace DriftStream.Core.Catalog;

/// <summary>How CloudTrail spells a request member that feeds no attribute by itself.</summary>
/// <param name="Path">API spelling.</param>
/// <param name="XmlPath">CloudTrail's spelling.</param>
public sealed record MemberSpelling(string Path, string XmlPath);
