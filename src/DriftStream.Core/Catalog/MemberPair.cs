namespace DriftStream.Core.Catalog;

/// <summary>A member of request or response and the attribute it feeds.</summary>
/// <param name="Path">API spelling, segments separated by dots; for attribute lists <c>AttributeName=X</c> may be the last segment.</param>
/// <param name="XmlPath">CloudTrail's spelling where it differs, else null.</param>
/// <param name="Attributes">The attribute's path in Terraform's spelling; several are alternatives. Empty in tagging rows, where the member holds tags or tag keys.</param>
/// <param name="IsWeak">Several candidates, so do not alert on it alone.</param>
public sealed record MemberPair(string Path, string? XmlPath, IReadOnlyList<string> Attributes, bool IsWeak)
{
    /// <summary>The path of another member of the same call that differs in its number only (<c>PublicKeys</c>, where this is <c>PublicKey</c> or inside it), so that the two must not be taken for each other; mostly null.</summary>
    public string? Twin { get; init; }
}
