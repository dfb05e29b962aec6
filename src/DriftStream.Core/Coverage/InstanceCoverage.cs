using DriftStream.Core.Terraform;

namespace DriftStream.Core.Coverage;

/// <summary>What events can tell of one resource.</summary>
/// <param name="Instance">The resource.</param>
/// <param name="Type">Its type.</param>
/// <param name="Attributes">The attributes that its state holds, set or not, and that can be configured.</param>
/// <param name="Strangers">Attributes that its state holds and the catalogue does not know: another version of the provider wrote them.</param>
/// <param name="Unmatched">Why no event can be matched with it; null where one can.</param>
/// <param name="Account">The account it lives in; null where nobody says.</param>
/// <param name="FeedRegion">The region whose events concern it; null where nobody says.</param>
public sealed record InstanceCoverage(
    ResourceInstance Instance,
    TypeCoverage Type,
    IReadOnlyList<AttributeCoverage> Attributes,
    IReadOnlyList<string> Strangers,
    string? Unmatched,
    string? Account,
    string? FeedRegion);
