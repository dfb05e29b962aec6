using DriftStream.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DriftStream.Commands;

/// <summary>Writes each log entry as one line that cannot steer a terminal; of an exception its message, and its stack only on request.</summary>
internal sealed class LogLine(TimeProvider time, LogDetail detail) : ConsoleFormatter(nameof(LogLine))
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var failure = logEntry.Exception is null ? "" : $": {Messages(logEntry.Exception)}";
        var source = logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..];
        textWriter.WriteLine(TerminalText.Clean(
            $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Word(logEntry.LogLevel)} {source}[{logEntry.EventId.Id}] {message}{failure}"));

        if (detail == LogDetail.Everything && logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(exception.ToString());
        }
    }

    internal static string Messages(Exception exception) =>
        exception.InnerException is { } inner && !exception.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{exception.Message} ({Messages(inner)})"
            : exception.Message;

    internal static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        _ => "error",
    };
}

/// <summary>How much the log tells of a failure.</summary>
internal enum LogDetail
{
    /// <summary>Its message.</summary>
    Message,

    /// <summary>Also its stack, for developers.</summary>
    Everything,
}
