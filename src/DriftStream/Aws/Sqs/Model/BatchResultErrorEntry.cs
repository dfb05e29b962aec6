namespace Amazon.SQS.Model;

/// <summary>Why one entry of a batch failed; the others stand.</summary>
internal sealed class BatchResultErrorEntry
{
    public string? Id { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    public bool? SenderFault { get; set; }
}
