using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DriftStream.Commands;

/// <summary>Writes each log entry as one JSON object on one line; wherever an event is concerned its id is the member <c>event</c>.</summary>
internal sealed class LogJson(TimeProvider time, LogDetail detail) : ConsoleFormatter(nameof(LogJson))
{
    private const string EventId = "EventId";
    private const string Template = "{OriginalFormat}";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("time", $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
            writer.WriteString("level", LogLine.Word(logEntry.LogLevel).TrimEnd());
            writer.WriteString("source", logEntry.Category);
            writer.WriteNumber("id", logEntry.EventId.Id);
            writer.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            WriteValues(writer, logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [], scopeProvider);
            WriteError(writer, logEntry.Exception);
            writer.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> values, IExternalScopeProvider? scopeProvider)
    {
        var scopes = new List<KeyValuePair<string, object?>>();
        scopeProvider?.ForEachScope((scope, all) => all.AddRange(scope as IEnumerable<KeyValuePair<string, object?>> ?? [new("scope", scope)]), scopes);
        if (values.Concat(scopes).FirstOrDefault(pair => pair.Key == EventId).Value is { } id)
        {
            writer.WriteString("event", $"{id}");
        }

        WriteGroup(writer, "values", values);
        WriteGroup(writer, "scopes", scopes);
    }

    private static void WriteGroup(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        // Of two scopes that say the same, the inner one counts.
        var told = pairs.Where(pair => pair.Key is not (EventId or Template)).GroupBy(pair => pair.Key, (key, all) => (Key: key, all.Last().Value)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in told)
        {
            WriteValue(writer, key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string key, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(key);
                break;
            case int or long:
                writer.WriteNumber(key, Convert.ToInt64(value, null));
                break;
            default:
                writer.WriteString(key, $"{value}");
                break;
        }
    }

    private void WriteError(Utf8JsonWriter writer, Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        writer.WriteString("error", LogLine.Messages(exception));
        if (detail == LogDetail.Everything)
        {
            writer.WriteString("stack", exception.ToString());
        }
    }
}
