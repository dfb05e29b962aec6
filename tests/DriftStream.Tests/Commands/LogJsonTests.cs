using System.Text.Json;
using DriftStream.Commands;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class LogJsonTests
{
    [Fact]
    public void An_entry_is_one_object_on_one_line_with_the_event_as_a_member_of_its_own()
    {
        Written("Event evt-1: drift on <bucket>\u001b[2J\nevil", new IOException("disk full"), ("MessageId", "m-7"), ("EventId", "evt-1"), ("Count", 3), ("{OriginalFormat}", "…"))
            .ShouldBe("""
            {"time":"2026-03-10T12:00:00.000Z","level":"warn","source":"DriftStream.Core.Judge","id":1101,"message":"Event evt-1: drift on \u003Cbucket\u003E\u001B[2J\nevil","event":"evt-1","values":{"Count":3},"scopes":{"MessageId":"m-7"},"error":"disk full"}

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_event_that_only_the_scope_names_is_a_member_too()
    {
        using var entry = JsonDocument.Parse(Written("failed", null, ("EventId", "evt-2")));

        entry.RootElement.GetProperty("event").GetString().ShouldBe("evt-2");
        entry.RootElement.TryGetProperty("error", out _).ShouldBeFalse();
    }

    private static string Written(string message, Exception? exception, (string Key, object? Value) scope, params (string Key, object? Value)[] values)
    {
        var scopes = new LoggerExternalScopeProvider();
        using var inside = scopes.Push(new[] { KeyValuePair.Create(scope.Key, scope.Value) });
        using var writer = new StringWriter { NewLine = "\n" };
        IReadOnlyList<KeyValuePair<string, object?>> state = [.. values.Select(v => KeyValuePair.Create(v.Key, v.Value))];
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Warning, "DriftStream.Core.Judge", new EventId(1101), state, exception, (_, _) => message);

        new LogJson(FixedTime.Noon, LogDetail.Message).Write(entry, scopes, writer);

        return writer.ToString();
    }
}
