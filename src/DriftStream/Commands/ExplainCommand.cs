using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Replay;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Sources;

namespace DriftStream.Commands;

/// <summary><c>explain</c>: one event, step by step.</summary>
internal sealed class ExplainCommand
{
    private const int MostExplained = 20;

    private readonly Surroundings _around;
    private readonly ProgramParts _parts;
    private readonly JudgingSetup _setup;
    private readonly Argument<string> _event = new("EVENT") { Description = "A file with an event, - for standard input, or the eventID of an event in the ledger" };
    private readonly Option<string> _output = SharedOptions.Output("text", "json");

    private ExplainCommand(Surroundings around, ProgramParts parts)
    {
        _around = around;
        _parts = parts;
        _setup = new(around, parts);
    }

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new ExplainCommand(around, parts);
        var verb = new Verb(
            "explain",
            "Tells how DriftStream came to its verdict on an event, and why to no other.",
            "driftstream explain event.json --state ./prod.tfstate",
            "driftstream explain 3f1c0b52-7a1e-4c55-9d0e-2b7c8a9f0e11")
        {
            command._event,
            command._setup.State,
            command._setup.StateAt.Option,
            command._setup.Runner,
            command._setup.IgnoreFile,
            command._setup.NoIgnore,
            command._output,
        };

        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        UsageErrors.RefuseOptionsIn([parsed.GetRequiredValue(_event)], parsed.CommandResult.Command);
        var format = SharedOptions.Format(parsed, _output);
        var prepared = await _setup.PrepareAsync(parsed, cancellation);
        var (request, known) = await RequestAsync(parsed.GetRequiredValue(_event), prepared);
        var events = new EventList(prepared.Door);
        await new FileReader(prepared.Door, request, events).ReadAsync(request.Files[0], cancellation);

        var (book, sessions) = (DeviationBook.Empty, new PastSessions([.. events.Sessions, .. known.All]));
        var eras = prepared.Door.Eras is { } changing ? new EraWalk(changing) : null;
        foreach (var (change, _) in events.InOrder().Take(MostExplained))
        {
            book = eras?.MoveTo(change.Time.UtcTicks, book) ?? book;
            var judgement = (prepared.Door.Explain ?? prepared.Door.Decide)(change, book, sessions.Until(change.Time));
            book = judgement.Deviations;
            judgement.Findings.ToList().ForEach(finding => eras?.Note(finding));
            await _around.Out.WriteAsync(format == "json" ? ExplainJson.Line(change, judgement) : ExplainText.Of(judgement));
        }

        return await SumUpAsync(events.Reading, prepared);
    }

    private async Task<(ReplayRequest Request, SessionBook Known)> RequestAsync(string asked, PreparedJudging prepared)
    {
        var path = Path.GetFullPath(asked, _around.Folder);
        if (asked == "-" || File.Exists(path))
        {
            return (new([asked == "-" ? GivenContent.StandardInput(_around.In) : new LocalFile(asked, path)]), SessionBook.Empty);
        }

        var kept = Find(prepared.Configuration, asked);
        var record = kept.Record ?? throw new FailureException(
            $"The ledger holds event {TerminalText.Clean(asked)} as {kept.Verdicts} and kept no record of it, as it concerned nothing that a state holds. Give the event as a file.");
        await _around.Error.WriteLineAsync(
            $"The service judged this event on {kept.JudgedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {kept.Verdicts}. Here it is judged again, with {(prepared.Door.Eras is null ? "the states of now" : "the states of then")} and without the events before it.");
        foreach (var hold in kept.Holds)
        {
            await _around.Error.WriteLineAsync(TerminalText.Clean(hold.Sentence));
        }

        if (kept.IsMasked)
        {
            await _around.Error.WriteLineAsync("Secrets were taken out of the record before it was kept; where they stood, the value counts as hidden.");
        }

        return (new([new GivenContent("the ledger", new MemoryStream(record))]), kept.Sessions);
    }

    private KeptEvent Find(LoadedConfiguration configuration, string asked)
    {
        try
        {
            return _parts.FindRecord(configuration, _around.Folder, asked)
                ?? throw new FailureException($"There is no file {TerminalText.Clean(asked)}, and the ledger holds no event of that id.");
        }
        catch (LedgerUnavailableException unavailable)
        {
            throw new FailureException($"There is no file {TerminalText.Clean(asked)}, and no event of that id can be looked up: {unavailable.Message}");
        }
    }

    private async Task<int> SumUpAsync(FileReading reading, PreparedJudging prepared)
    {
        var lines = reading.Problems.Select(p => $"{p.Input}: {p.Sentence}")
            .Concat(reading.NotCloudTrail.Select(p => $"{ReplaySummary.Count(p.Value, "item")} of type {p.Key} is no CloudTrail record and is not judged."))
            .Concat(reading.Records > MostExplained ? [$"The first {MostExplained} of {reading.Records} events are explained."] : []);

        foreach (var line in lines)
        {
            await _around.Error.WriteLineAsync(TerminalText.Clean(line));
        }

        return reading.Problems.Count > 0 || prepared.LacksState ? ExitCode.Failed : ExitCode.Done;
    }
}
