using System.Text.Json;

namespace DriftStream.Tests.Commands;

/// <summary>Writes the records that the fake judge understands.</summary>
internal static class Records
{
    public static string File(params string[] records) => $$"""{"Records":[{{string.Join(',', records)}}]}""";

    public static string Of(string verdict, int minute, string? id = null, string who = "alice", object? request = null) => JsonSerializer.Serialize(new
    {
        eventName = verdict,
        eventTime = $"2026-03-02T14:{minute:00}:00Z",
        eventID = id ?? $"event-{minute:00}",
        who,
        request = request ?? new { },
    });
}
