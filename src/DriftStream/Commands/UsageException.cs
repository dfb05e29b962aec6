namespace DriftStream.Commands;

/// <summary>The command line asks for something that cannot be meant. The message is one sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
