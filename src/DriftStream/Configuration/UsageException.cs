namespace DriftStream.Configuration;

/// <summary>The user asked for something that cannot be done as asked; the message is the sentence to show (exit code 2).</summary>
internal sealed class UsageException(string message) : Exception(message);
