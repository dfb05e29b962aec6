using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Ledger.Lives;
using DriftStream.States;
using DriftStream.States.Windows;
using Microsoft.Extensions.Options;

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
            "Shows each state: where it is, its serial, resources, age, who applies to it, and problems.",
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
        var configuration = SharedOptions.Load(parsed, around);
        var entries = given.Length == 0 ? configuration.Core.States : StateArguments.Parse(given);
        if (entries.Count == 0)
        {
            throw new UsageException("There is no state to show: give one with --state, or list it under States in the configuration.");
        }

        using var places = StateFinder.Places(configuration, around, parts);
        var states = await parts.FindStates(entries, places, cancellation);
        await StateArguments.TellAsync(states, around);
        states = await WithWindowsAsync(states, await places.FindAsync(entries, cancellation), configuration, cancellation);
        var now = around.Time.GetUtcNow();
        await around.Out.WriteLineAsync(format == "json" ? StatesJson.Of(states, now) : string.Join('\n', states.Select(state => StatesText.Of(state, now))));
        return states.Any(s => s.State is null) ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task<IReadOnlyList<StateInUse>> WithWindowsAsync(IReadOnlyList<StateInUse> states, IReadOnlyList<FoundState> found, LoadedConfiguration configuration, CancellationToken cancellation)
    {
        var hold = configuration.Values.GetSection(HoldOptions.Section).Get<HoldOptions>() ?? new();
        var windows = new ApplyWindows(Options.Create(hold), around.Time);
        await windows.LookAsync(found, cancellation);
        foreach (var problem in windows.Problems)
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(problem));
        }

        return [.. states.Select(s => s with { Window = windows.Known.GetValueOrDefault(s.Source.Name) is { Ended: null } open ? open : null })];
    }
}
