namespace DriftStream.Aws.S3;

/// <summary>An object could not be fetched; the message says why, and what would help.</summary>
internal sealed class S3UnreadableException(string sentence, Exception? inner = null) : IOException(sentence, inner);
