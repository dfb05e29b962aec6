namespace DriftStream.Core.CloudTrail;

/// <summary>A record cannot be judged. The message is one sentence.</summary>
public sealed class RecordUnreadableException(string message) : Exception(message);
