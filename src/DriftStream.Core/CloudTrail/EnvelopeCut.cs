namespace DriftStream.Core.CloudTrail;

/// <summary>Whole elements of the first list that were read before and are no longer in the content; places are told as if they were.</summary>
/// <param name="At">Where in the content they were.</param>
/// <param name="Bytes">How many bytes they had.</param>
/// <param name="Elements">How many there were.</param>
/// <param name="Lines">How many lines ended in them.</param>
public sealed record EnvelopeCut(int At, long Bytes, int Elements, int Lines)
{
    internal long Whole(int position) => position < At ? position : position + Bytes;
}
