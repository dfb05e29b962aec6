namespace DriftStream.Core.Tests.OpenData;

/// <summary>The ways in which CloudTrail writes what a service's API calls its members.</summary>
internal enum Protocol
{
    /// <summary>The first letter in lower case: all JSON and most query services.</summary>
    Json,

    /// <summary>EC2's older calls: lists inside <c>items</c>.</summary>
    Ec2,

    /// <summary>EC2's newer calls: everything in <c>OperationRequest</c>, lists with ordinals.</summary>
    Ec2Request,

    /// <summary>S3: the XML's own names, settings of the call as headers.</summary>
    S3,

    /// <summary>SNS and SQS: attributes keep their names.</summary>
    Attributes,
}
