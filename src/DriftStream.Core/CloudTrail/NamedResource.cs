namespace DriftStream.Core.CloudTrail;

/// <summary>One entry of a record's <c>resources</c> list.</summary>
/// <param name="Arn">The resource's ARN.</param>
/// <param name="Type">CloudFormation's type name, e.g. <c>AWS::S3::Bucket</c>; null where AWS left it out.</param>
/// <param name="Account">The account that owns it; null where AWS left it out.</param>
public sealed record NamedResource(string Arn, string? Type, string? Account);
