using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ignoring;
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

    /// <summary><c>--ignore-file</c>.</summary>
    public Option<string?> IgnoreFile { get; } = new("--ignore-file") { Description = "The ignore file [default: the configured one]", HelpName = "FILE" };

    /// <summary><c>--no-ignore</c>.</summary>
    public Option<bool> NoIgnore { get; } = new("--no-ignore") { Description = "Apply no ignore rules, built-in ones included" };

    /// <summary><c>--state-at</c>.</summary>
    public StateAtOption StateAt { get; } = new();

    /// <summary>The same for events of which nothing is known.</summary>
    public Task<PreparedJudging> PrepareAsync(ParseResult parsed, CancellationToken cancellation) => PrepareAsync(parsed, new ReplayFilter(), cancellation);

    /// <summary>Reads configuration, ignore rules and states; what is wrong with a state is told at once.</summary>
    public async Task<PreparedJudging> PrepareAsync(ParseResult parsed, ReplayFilter asked, CancellationToken cancellation)
    {
        var configuration = SharedOptions.Load(parsed, around);
        var core = WithCommandLine(configuration.Core, parsed);
        var rules = await ReadRulesAsync(parsed, configuration with { Core = core });
        var then = await StateAt.ReadAsync(parsed, core.States, configuration, around, parts, asked, cancellation);
        var states = then is null ? await StateArguments.FindAsync(core.States, configuration, around, parts, cancellation) : [.. then.Newest.Select(StateInUse.Of)];
        if (core.States.Count == 0)
        {
            await around.Error.WriteLineAsync("No state is given with --state and none is configured, so nothing counts as managed by Terraform.");
        }

        var settings = core.ForJudge() with { Ignore = rules.Rules };
        settings = parsed.GetValue(NoIgnore) ? settings with { SwitchedOffRules = JudgeSettings.BuiltInRules.ToHashSet() } : settings;
        var door = then is null
            ? parts.OpenDoor(settings, [.. states.Select(s => s.State).OfType<TerraformState>()])
            : parts.OpenDoorOverEras(settings, new(EventCatalog.Load(), then.States));
        return new(configuration, door, states, rules);
    }

    private async Task<IgnoreSnapshot> ReadRulesAsync(ParseResult parsed, LoadedConfiguration configuration)
    {
        var file = parsed.GetValue(IgnoreFile);
        var isOff = parsed.GetValue(NoIgnore);
        if (isOff && file is not null)
        {
            throw new UsageException("--ignore-file names rules and --no-ignore asks for none: give one of them.");
        }

        var rules = new IgnoreSnapshot(isOff ? IgnoreSources.None : IgnoreSources.Of(configuration, around.Folder, file), around.Time);
        rules.Load();
        foreach (var problem in rules.Problems)
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(problem));
        }

        return rules;
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
internal sealed record PreparedJudging(LoadedConfiguration Configuration, JudgeDoor Door, IReadOnlyList<StateInUse> States, IgnoreSnapshot Ignoring)
{
    // Below this there is not enough to be worth the time.
    private const int ManyInstances = 20_000;

    /// <summary>Whether a state that was asked for could not be read.</summary>
    public bool LacksState => States.Any(s => s.State is null);

    /// <summary>Gives back the memory that reading large states took and that nothing needs any more, before much else is read.</summary>
    public void LetGo()
    {
        if (States.Sum(s => s.State?.Instances.Count ?? 0) > ManyInstances)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
