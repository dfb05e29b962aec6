namespace Amazon.SQS.Model;

/// <summary>A typed attribute that travels beside the body.</summary>
internal sealed class MessageAttributeValue
{
    public string? DataType { get; set; }

    public string? StringValue { get; set; }
}
