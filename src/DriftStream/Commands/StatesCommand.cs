using System.CommandLine;
using System.Text;
using System.Text.Json;
using DriftStream.Configuration;
using DriftStream.Core.Values;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary><c>states</c>: what each state is, and what is wrong with it.</summary>
internal sealed class StatesCommand(Surroundings around, ProgramParts parts)
{
    private readonly Option<string[]> _state = SharedOptions.State();
    private readonly Option<string> _output = SharedOptions.Output("text", "json");

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new StatesCommand(around, parts);
        var verb = new Verb(
            "states",
            "Shows each state: where it is, its serial, resources, age and problems.",
            "driftstream states --state ./states --output json")
        {
            command._state,
            command._output,
        };

        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var format = SharedOptions.Format(parsed, _output);
        var given = parsed.GetRequiredValue(_state);
        var entries = given.Length == 0 ? SharedOptions.Load(parsed, around).Core.States : StateArguments.Parse(given);
        if (entries.Count == 0)
        {
            throw new UsageException("There is no state to show: give one with --state, or list it under States in the configuration.");
        }

        var states = await StateArguments.FindAsync(entries, around, parts, cancellation);
        await around.Out.WriteLineAsync(format == "json" ? Json(states) : string.Join('\n', states.States.Select(Text)));
        return states.Problems.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private string Text(FoundState found)
    {
        var state = found.State;
        var text = new StringBuilder($"{state.Name}\n");
        text.Append($"  source      {found.Source}\n");
        text.Append($"  version     {state.Version}, written by Terraform {state.TerraformVersion ?? "of unknown version"}\n");
        text.Append($"  serial      {state.Serial}, lineage {(state.Lineage.Length == 0 ? "none" : state.Lineage)}\n");
        text.Append($"  resources   {state.Instances.Count} of AWS, {state.OtherInstances} others\n");
        text.Append($"  age         {(found.Written is { } written ? Age(around.Time.GetUtcNow() - written) : "unknown")}\n");
        foreach (var problem in state.Problems)
        {
            text.Append($"  problem     {problem}\n");
        }

        return string.Join('\n', text.ToString().Split('\n').Select(TerminalText.Clean));
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => ReplaySummary.Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => ReplaySummary.Count((int)age.TotalHours, "hour"),
        _ => ReplaySummary.Count((int)age.TotalDays, "day"),
    };

    private string Json(FoundStates states)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartArray();
            foreach (var found in states.States)
            {
                Write(writer, found);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter writer, FoundState found)
    {
        var state = found.State;
        writer.WriteStartObject();
        writer.WriteString("name", state.Name);
        writer.WriteString("source", found.Source);
        writer.WriteNumber("version", state.Version);
        writer.WriteString("terraformVersion", state.TerraformVersion);
        writer.WriteNumber("serial", state.Serial);
        writer.WriteString("lineage", state.Lineage.Length == 0 ? null : state.Lineage);
        writer.WriteNumber("resources", state.Instances.Count);
        writer.WriteNumber("otherInstances", state.OtherInstances);
        WriteAge(writer, found.Written);
        writer.WriteStartArray("problems");
        foreach (var problem in state.Problems)
        {
            writer.WriteStringValue(problem);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteAge(Utf8JsonWriter writer, DateTimeOffset? written)
    {
        if (written is not { } moment)
        {
            writer.WriteNull("written");
            writer.WriteNull("ageSeconds");
            return;
        }

        writer.WriteString("written", moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        writer.WriteNumber("ageSeconds", (long)Math.Max(0, (around.Time.GetUtcNow() - moment).TotalSeconds));
    }
}
