namespace DriftStream.Ledger;

/// <summary>A message that can be edited.</summary>
internal sealed record ToldMessage
{
    /// <summary>The channel's id, as the service named it.</summary>
    public string Place { get; init; } = "";

    /// <summary>What the service calls the message.</summary>
    public string Reference { get; init; } = "";

    /// <summary>When it was written or edited last, in Unix milliseconds.</summary>
    public long EditedAt { get; init; }
}
