using Amazon.CloudTrail.Model;

namespace DriftStream.Replay.Sources.History;

/// <summary>The one thing that a question to CloudTrail's memory can be narrowed by.</summary>
/// <param name="Attribute">CloudTrail's name for it.</param>
/// <param name="Value">What it has to be, letter by letter.</param>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html</remarks>
internal sealed record HistoryNarrowing(string Attribute, string Value)
{
    /// <summary>Events that only read are left out.</summary>
    public static HistoryNarrowing Changes { get; } = new("ReadOnly", "false");

    /// <summary>Whether it was chosen for speed, and not by the user.</summary>
    public bool IsChanges => this == Changes;

    /// <summary>What CloudTrail is asked for.</summary>
    public LookupAttribute Asked => new() { AttributeKey = Attribute, AttributeValue = Value };
}
