namespace DriftStream.Replay.Distilling;

/// <summary>A distilled log cannot be used or written; the message fits behind its folder's name and a colon.</summary>
internal sealed class DistilledLogException(string sentence) : Exception(sentence);
