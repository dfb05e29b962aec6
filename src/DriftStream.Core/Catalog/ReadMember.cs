namespace DriftStream.Core.Catalog;

/// <summary>Which member of which response shows an attribute as it is in the cloud.</summary>
/// <param name="Operation">The provider package and the call, e.g. <c>s3.GetBucketVersioning</c>.</param>
/// <param name="Member">The response member's path.</param>
/// <param name="Attribute">The attribute's path in Terraform's spelling.</param>
public sealed record ReadMember(string Operation, string Member, string Attribute);
