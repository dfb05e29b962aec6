using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>A catalogue row that fits an instance.</summary>
/// <param name="Row">The row.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Agreeing">How many identifying members agree; more is more specific.</param>
/// <param name="By">What matched, for people: <c>bucketName = acme-data</c>.</param>
public sealed record RowMatch(EventRow Row, ResourceInstance Instance, int Agreeing, string By);
