namespace DriftStream.Core.CloudTrail;

/// <summary>Reads one record's bytes.</summary>
public static class EventReader
{
    /// <summary>Reads a record.</summary>
    /// <exception cref="RecordUnreadableException">It is not a CloudTrail record that can be judged.</exception>
    public static CloudTrailEvent Read(ReadOnlyMemory<byte> record) => throw new NotImplementedException($"{record.Length}");
}

/// <summary>A record cannot be judged. The message is one sentence.</summary>
public sealed class RecordUnreadableException(string message) : Exception(message);
