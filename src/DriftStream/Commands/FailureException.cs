namespace DriftStream.Commands;

/// <summary>The verb cannot go on, through no fault of the command line. The message is one sentence.</summary>
internal sealed class FailureException(string message) : Exception(message);
