namespace DriftStream.Core.CloudTrail;

/// <summary>What one item of an input turned out to be.</summary>
public enum EnvelopeItemKind
{
    /// <summary>A CloudTrail record; its bytes are in <see cref="EnvelopeItem.Bytes"/>.</summary>
    Record,

    /// <summary>Something else, counted by its detail type and not judged.</summary>
    NotCloudTrail,

    /// <summary>Neither; why is in <see cref="EnvelopeItem.Note"/>.</summary>
    Unreadable,
}

/// <summary>One item found in a file, a line or a message, whatever wrapping it came in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">The record's JSON, or what there is of an unreadable item.</param>
/// <param name="Note">For not CloudTrail: its detail type. For unreadable: one sentence with place and reason. Else null.</param>
public sealed record EnvelopeItem(EnvelopeItemKind Kind, ReadOnlyMemory<byte> Bytes, string? Note)
{
    internal static EnvelopeItem Record(ReadOnlyMemory<byte> bytes) => new(EnvelopeItemKind.Record, bytes, Note: null);

    internal static EnvelopeItem NotCloudTrail(ReadOnlyMemory<byte> bytes, string detailType) =>
        new(EnvelopeItemKind.NotCloudTrail, bytes, detailType);

    internal static EnvelopeItem Unreadable(ReadOnlyMemory<byte> bytes, string sentence) =>
        new(EnvelopeItemKind.Unreadable, bytes, sentence);
}
