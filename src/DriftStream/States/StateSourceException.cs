namespace DriftStream.States;

/// <summary>A place of states does not answer as it should; the message says why, without naming the place.</summary>
internal sealed class StateSourceException(string message, Exception? inner = null) : IOException(message, inner);
