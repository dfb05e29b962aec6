namespace DriftStream.Core.CloudTrail;

/// <summary>An element of a list in a content, or the content's own value.</summary>
/// <param name="List">The list's name; null at the top.</param>
/// <param name="Index">Which element.</param>
internal readonly record struct EnvelopePlace(string? List, int Index)
{
    /// <summary>A value that lies in no list.</summary>
    public static EnvelopePlace Top => default;
}

/// <summary>Where a content stops being readable.</summary>
/// <param name="Position">The last byte that made sense.</param>
/// <param name="Reason">Why, as the beginning of a sentence; null where that is unknown.</param>
internal sealed record EnvelopeBreak(int Position, string? Reason);
