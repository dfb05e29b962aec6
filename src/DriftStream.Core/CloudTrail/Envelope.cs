namespace DriftStream.Core.CloudTrail;

/// <summary>Takes records out of whatever they came wrapped in, recognised by content.</summary>
public static class Envelope
{
    /// <summary>The longest record that is read. CloudTrail cuts parameters at 100 KB each, so a longer one is a mistake or an attack.</summary>
    public const int MaxRecordBytes = 4 * 1024 * 1024;

    /// <summary>How many lists and wrappings may lie around a record; a queue around a topic around a bus around a file needs 7.</summary>
    public const int MaxWrappings = 16;

    /// <summary>Every item of a file, a line or a message, in order. Never throws for what the bytes contain.</summary>
    public static IEnumerable<EnvelopeItem> Split(ReadOnlyMemory<byte> content) =>
        new EnvelopeSplitter(content, where: "", wrappings: 0).Items();

    /// <summary>Every item of a content out of which elements were cut that somebody else has read.</summary>
    public static IEnumerable<EnvelopeItem> Split(ReadOnlyMemory<byte> content, EnvelopeCut cut) =>
        new EnvelopeSplitter(content, where: "", wrappings: 0, cut).Items();
}
