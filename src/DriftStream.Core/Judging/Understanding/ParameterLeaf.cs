namespace DriftStream.Core.Judging.Understanding;

/// <summary>What one parameter of a request is to the judge.</summary>
/// <param name="Path">Where it stands in the request, without list indexes: <c>ipPermissions.items.ipProtocol</c>.</param>
/// <param name="Role">What it is.</param>
/// <param name="Meaning">The attribute (<c>aws_route.gateway_id</c>), or why it is irrelevant; null where it is not understood.</param>
public sealed record ParameterLeaf(string Path, LeafRole Role, string? Meaning);
