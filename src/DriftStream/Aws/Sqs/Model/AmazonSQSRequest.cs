using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>What every request to SQS derives from in the published package.</summary>
internal abstract class AmazonSQSRequest : AmazonWebServiceRequest;
