using System.Text;
using System.Text.Json;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Commands;

/// <summary>All states, for programs. What a state that could not be read does not tell is null.</summary>
internal static class StatesJson
{
    public static string Of(IEnumerable<StateInUse> states, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartArray();
            foreach (var state in states)
            {
                writer.WriteStartObject();
                writer.WriteString("name", state.Source.Name);
                writer.WriteString("source", state.Source.Location);
                WriteFacts(writer, state.State);
                WriteAge(writer, state.Written, now);
                WriteProblems(writer, state.Problems);
                WriteWindow(writer, state.Window);
                WriteAccounts(writer, state);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteFacts(Utf8JsonWriter writer, TerraformState? state)
    {
        WriteNumber(writer, "version", state?.Version);
        writer.WriteString("terraformVersion", state?.TerraformVersion);
        WriteNumber(writer, "serial", state?.Serial);
        writer.WriteString("lineage", state is { Lineage: { Length: > 0 } lineage } ? lineage : null);
        WriteNumber(writer, "resources", state?.Instances.Count);
        WriteNumber(writer, "otherInstances", state?.OtherInstances);
    }

    private static void WriteAge(Utf8JsonWriter writer, DateTimeOffset? written, DateTimeOffset now)
    {
        writer.WriteString("written", written?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        WriteNumber(writer, "ageSeconds", written is { } moment ? (long)Math.Max(0, (now - moment).TotalSeconds) : null);
    }

    private static void WriteProblems(Utf8JsonWriter writer, IReadOnlyList<string> problems)
    {
        writer.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            writer.WriteStringValue(problem);
        }

        writer.WriteEndArray();
    }

    private static void WriteWindow(Utf8JsonWriter writer, ApplyWindow? window)
    {
        if (window is null)
        {
            writer.WriteNull("applying");
            return;
        }

        writer.WriteStartObject("applying");
        writer.WriteString("who", window.Who);
        writer.WriteString("since", window.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        writer.WriteEndObject();
    }

    private static void WriteAccounts(Utf8JsonWriter writer, StateInUse state)
    {
        writer.WriteStartObject("accounts");
        foreach (var (account, resources) in state.State is { } read ? StateAccounts.Of(read) : [])
        {
            writer.WriteNumber(account, resources);
        }

        writer.WriteEndObject();
        writer.WriteString("configuredAccount", state.Source.Account);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
