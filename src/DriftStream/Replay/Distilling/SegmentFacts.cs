namespace DriftStream.Replay.Distilling;

/// <summary>One file of a distilled log.</summary>
/// <param name="File">Its name in the folder.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Sha256">Their SHA-256, in lower-case hex.</param>
/// <param name="Records">How many records are in it.</param>
internal sealed record SegmentFacts(string File, long Size, string Sha256, long Records);
