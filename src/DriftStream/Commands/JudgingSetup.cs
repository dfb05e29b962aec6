using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>Brings configuration, states and judge together for verbs that judge events by hand.</summary>
internal sealed class JudgingSetup(Surroundings around, ProgramParts parts)
{
    /// <summary><c>--state</c>.</summary>
    public Option<string[]> State { get; } = SharedOptions.State();

    /// <summary><c>--runner</c>.</summary>
    public Option<string[]> Runner { get; } = SharedOptions.Repeatable(
        "--runner", "PATTERN", "A principal that runs Terraform, e.g. arn:aws:iam::*:role/terraform-* (repeatable) [default: the configured ones]");

    /// <summary>Reads configuration and states; what is wrong with a state is told at once.</summary>
    public async Task<PreparedJudging> PrepareAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = SharedOptions.Load(parsed, around);
        var core = WithCommandLine(configuration.Core, parsed);
        var states = await StateArguments.FindAsync(core.States, around, parts, cancellation);
        if (core.States.Count == 0)
        {
            await around.Error.WriteLineAsync("No state is given with --state and none is configured, so nothing counts as managed by Terraform.");
        }

        var door = parts.OpenDoor(core.ForJudge(), [.. states.Select(s => s.State).OfType<TerraformState>()]);
        return new(configuration, door, states);
    }

    private CoreSettings WithCommandLine(CoreSettings configured, ParseResult parsed)
    {
        var states = parsed.GetRequiredValue(State);
        var runners = parsed.GetRequiredValue(Runner);
        if (runners.Select(r => (Pattern: r, Mistake: CoreSettingsReader.RunnerMistake(r))).FirstOrDefault(r => r.Mistake is not null) is { Mistake: { } mistake, Pattern: var pattern })
        {
            throw new UsageException($"--runner is '{TerminalText.Clean(pattern)}': {mistake}");
        }

        return configured with
        {
            States = states.Length == 0 ? configured.States : StateArguments.Parse(states),
            Runners = runners.Length == 0 ? configured.Runners : runners,
        };
    }
}

/// <summary>Everything that judging by hand needs.</summary>
internal sealed record PreparedJudging(LoadedConfiguration Configuration, JudgeDoor Door, IReadOnlyList<StateInUse> States)
{
    /// <summary>Whether a state that was asked for could not be read.</summary>
    public bool LacksState => States.Any(s => s.State is null);
}
