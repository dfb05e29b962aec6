using System.CommandLine;
using System.Text.Json;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.Replay.Benching;
using DriftStream.Replay.Sources;

namespace DriftStream.Commands;

/// <summary><c>bench</c>: how fast a replay is on this machine, as ratios to the same files only unpacked.</summary>
internal sealed class BenchCommand(Surroundings around, ProgramParts parts)
{
    private const int UsualEvents = 200_000;
    private const int UsualRounds = 3;
    private const int MostEvents = 50_000_000;
    private readonly Option<string[]> _state = SharedOptions.State();
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "Log files or folders of your own [default: made-up events and states in the temporary folder]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int> _events = new("--events") { Description = "How many events to make up", HelpName = "N", DefaultValueFactory = _ => UsualEvents };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often each way is measured; the best counts", HelpName = "N", DefaultValueFactory = _ => UsualRounds };
    private readonly Option<bool> _tools = new("--tools") { Description = "Let jq and Python read the files, too, where they are on this machine; takes long" };
    private readonly Option<string> _output = SharedOptions.Output("text", "json");

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new BenchCommand(around, parts);
        var verb = new Verb(
            "bench",
            "Measures how fast a replay is on this machine, beside unpacking the same files and beside other tools.",
            "driftstream bench",
            "driftstream bench ./cloudtrail --state ./states --tools")
        {
            command._sources, command._state, command._events, command._rounds, command._tools, command._output,
        };

        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var format = SharedOptions.Format(parsed, _output);
        var sources = parsed.GetValue(_sources) ?? [];
        var rounds = Within(parsed, _rounds, 1, 100);
        var figures = sources.Length > 0
            ? await MeasureOwnAsync(parsed, sources, rounds, cancellation)
            : await MeasureMadeUpAsync(parsed, rounds, cancellation);
        await around.Out.WriteAsync(format == "json" ? JsonSerializer.Serialize(figures, BenchJson.Readable.BenchFigures) + "\n" : BenchText.Of(figures));
        return ExitCode.Done;
    }

    private async Task<BenchFigures> MeasureOwnAsync(ParseResult parsed, string[] sources, int rounds, CancellationToken cancellation)
    {
        if (parsed.GetResult(_events) is { Implicit: false })
        {
            throw new UsageException("--events makes up events, and SOURCE names some that are there: give one of them.");
        }

        UsageErrors.RefuseOptionsIn(sources, parsed.CommandResult.Command);
        if (sources.FirstOrDefault(s => !Path.Exists(Path.GetFullPath(s, around.Folder))) is { } missing)
        {
            throw new UsageException($"There is no '{TerminalText.Clean(missing)}' on this machine, and only what lies here can be measured: give log files or folders.");
        }

        var remarks = new ArchiveRemarks();
        var inputs = await InputFiles.FindAsync(sources.Select(s => new LocalArchive(s, Path.GetFullPath(s, around.Folder), remarks)), remarks, cancellation);
        if (inputs.Problems is [var problem, ..])
        {
            throw new UsageException($"{TerminalText.Clean(problem.Input)}: {problem.Sentence}.");
        }

        var configuration = SharedOptions.Load(parsed, around);
        var given = parsed.GetRequiredValue(_state);
        return await MeasureAsync(parsed, configuration, given.Length == 0 ? configuration.Core.States : StateArguments.Parse(given), inputs.Files, rounds, cancellation);
    }

    private async Task<BenchFigures> MeasureMadeUpAsync(ParseResult parsed, int rounds, CancellationToken cancellation)
    {
        if (parsed.GetResult(_state) is { Implicit: false })
        {
            throw new UsageException("--state is what events are held against, and made-up events have states of their own: give a SOURCE, too.");
        }

        var events = Within(parsed, _events, 1000, MostEvents);
        var configuration = SharedOptions.Load(parsed, around);
        Tell("Making up events and states.");
        using var corpus = BenchCorpus.Write(events, events / 10, cancellation);
        var remarks = new ArchiveRemarks();
        var inputs = await InputFiles.FindAsync([new LocalArchive(corpus.Archives, corpus.Archives, remarks)], remarks, cancellation);
        return await MeasureAsync(parsed, configuration, [new() { Url = corpus.States }], inputs.Files, rounds, cancellation);
    }

    private async Task<BenchFigures> MeasureAsync(
        ParseResult parsed, LoadedConfiguration configuration, IReadOnlyList<StateEntry> entries, IReadOnlyList<ArchiveObject> files, int rounds, CancellationToken cancellation)
    {
        var found = await StateArguments.FindAsync(entries, configuration, around, parts, cancellation);
        TerraformState[] states = [.. found.Select(s => s.State).OfType<TerraformState>()];
        var run = new BenchRun(parts.OpenDoor(configuration.Core.ForJudge(), states), states, files, rounds, Tell) { StatePlaces = [.. found.Select(s => s.Source.Location)] };
        return await run.MeasureAsync(parsed.GetValue(_tools), cancellation);
    }

    private static int Within(ParseResult parsed, Option<int> option, int least, int most) => parsed.GetValue(option) is var value && value >= least && value <= most
        ? value
        : throw new UsageException($"{option.Name} is {value}: it must be a number from {least} to {most}.");

    private void Tell(string what) => around.Error.WriteLine(what);
}
