namespace DriftStream.Replay.Sources;

/// <summary>Something in an archive cannot be read; the message says why and what would help, and fits behind "it cannot be read:".</summary>
internal sealed class ArchiveUnreadableException(string sentence, Exception? inner = null) : IOException(sentence, inner);
