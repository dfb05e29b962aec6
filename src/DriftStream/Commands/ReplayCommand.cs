using System.CommandLine;
using DriftStream.Commands.Replaying;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Replay;
using DriftStream.Replay.Reports;

namespace DriftStream.Commands;

/// <summary><c>replay</c>: judges past events.</summary>
internal sealed class ReplayCommand
{
    private readonly Surroundings _around;
    private readonly JudgingSetup _setup;
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "A log file or a folder with .json, .jsonl and .ndjson files, packed with gzip or not; - is standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _since = new("--since") { Description = "Only events from this moment on: ISO 8601, or how long ago (2d, 4h)", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only events before this moment", HelpName = "TIME" };
    private readonly Option<string[]> _account = SharedOptions.Repeatable("--account", "ID", "Only events of this account (repeatable)");
    private readonly Option<string[]> _region = SharedOptions.Repeatable("--region", "REGION", "Only events of this region (repeatable)");
    private readonly Option<string> _output = SharedOptions.Output("table", "ndjson", "csv", "html");
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = "Whose clock tables, pages, --since and --until show: Europe/Berlin, local [default: UTC]", HelpName = "ZONE" };
    private readonly Option<bool> _all = new("--all") { Description = "Also print what is no drift: Terraform's own changes, failed and reading calls, and so on" };
    private readonly Option<string?> _workers = new("--workers") { Description = "How many files to read at the same time [default: one for each processor]", HelpName = "N" };
    private readonly Option<bool> _detailed = new("--detailed-exitcode") { Description = "End with 3 if something was found" };
    private readonly RecordOptions _recording = new();
    private readonly IReadOnlyList<Option<string[]>> _later = LaterOption.Named("--resume", "--distill", "--verify-digests");

    private ReplayCommand(Surroundings around, ProgramParts parts)
    {
        _around = around;
        _setup = new(around, parts);
    }

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new ReplayCommand(around, parts);
        var verb = new Verb(
            "replay",
            "Judges past events against states.",
            "driftstream replay ./cloudtrail --state prod=./prod.tfstate",
            "driftstream replay ./cloudtrail --state ./states --since 2d --output csv > drift.csv",
            "driftstream replay ./cloudtrail --state ./states --time-zone Europe/Berlin --output html > drift.html",
            "zcat log.json.gz | driftstream replay - --state ./prod.tfstate --output ndjson");

        command.AddTo(verb);
        verb.SetAction(command.RunAsync);
        return verb;
    }

    private void AddTo(Verb verb)
    {
        verb.Arguments.Add(_sources);
        Option[] options = [_setup.State, _since, _until, _account, _region, _output, _timeZone, _all, _setup.Runner, _setup.IgnoreFile, _setup.NoIgnore, _workers, _detailed, .. _recording.All, .. _later];
        foreach (var option in options)
        {
            verb.Options.Add(option);
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        LaterOption.Refuse(parsed, _later);
        _recording.Refuse(parsed);
        UsageErrors.RefuseOptionsIn(parsed.GetRequiredValue(_sources), parsed.CommandResult.Command);
        var all = parsed.GetValue(_all);
        var zone = parsed.GetValue(_timeZone) is { } name ? ShownZone.Of(name, _around.Time) : ShownZone.Utc;
        var inputs = FindInputs(parsed.GetRequiredValue(_sources));
        var request = Request(parsed, inputs.Files, zone) with { Keeping = all ? Keeping.Whole : Keeping.Verdict };
        var format = SharedOptions.Format(parsed, _output);
        var prepared = await _setup.PrepareAsync(parsed, cancellation);

        await using var recording = await _recording.OpenAsync(parsed, prepared, _around, cancellation);
        var totals = new FindingTotals(zone);
        var output = format == "html" ? new HtmlOutput(_around.Out, totals) : SharedOptions.FindingsAs(format, _around, zone);
        using var progress = ProgressLine.Of(request.Progress, _around);
        var report = await new ReplayRun(recording?.Door ?? prepared.Door, request).RunAsync(
            finding =>
            {
                if (all || finding.Verdict.IsShown())
                {
                    request.Progress.Found();
                    totals.Add(finding);
                    output.Write(finding);
                }
            },
            _ => request.Progress.FileRead(),
            cancellation);

        progress.Dispose();
        var problems = inputs.Problems.Concat(report.Reading.Problems).ToList();
        var lines = Lines(prepared, inputs, report, totals, problems);
        await PrintAsync(output, new(lines, report.Open), cancellation);
        await TellAsync(lines);
        await TellAsync(recording is null ? [] : await recording.RecordAsync(cancellation));
        return ExitCodeOf(parsed, prepared, report, problems.Count);
    }

    private async Task PrintAsync(IFindingOutput output, ReportEnd end, CancellationToken cancellation)
    {
        if (output is HtmlOutput page)
        {
            page.End = end;
        }

        output.Complete();
        await _around.Out.FlushAsync(cancellation);
    }

    private InputFiles FindInputs(string[] sources)
    {
        foreach (var source in sources)
        {
            if (source.Length == 0)
            {
                throw new UsageException("A SOURCE is empty: give a file, a folder, or - for standard input.");
            }

            if (source.StartsWith("s3://", StringComparison.Ordinal) || source.StartsWith("cloudtrail:", StringComparison.Ordinal))
            {
                throw LaterOption.For($"Reading from {TerminalText.Clean(source)}");
            }
        }

        return InputFiles.Find(sources, _around.Folder);
    }

    private ReplayRequest Request(ParseResult parsed, IReadOnlyList<InputFile> files, ShownZone zone) => new(files, _around.In)
    {
        Filter = FilterOf(parsed, zone.Zone),
        Workers = WorkersOf(parsed),
    };

    private ReplayFilter FilterOf(ParseResult parsed, TimeZoneInfo zone)
    {
        var (since, until) = (SharedOptions.Moment(parsed, _since, _around, zone), SharedOptions.Moment(parsed, _until, _around, zone));
        SharedOptions.RefuseEmptySpan(since, until);
        return new() { Since = since, Until = until, Accounts = SharedOptions.Accounts(parsed, _account), Regions = parsed.GetRequiredValue(_region) };
    }

    private int WorkersOf(ParseResult parsed) => parsed.GetValue(_workers) switch
    {
        null => Environment.ProcessorCount,
        "queue" => throw LaterOption.For("--workers queue"),
        var text when int.TryParse(text, out var workers) && workers is > 0 and <= 1024 => workers,
        var text => throw new UsageException($"--workers is '{TerminalText.Clean(text)}': it must be a number from 1 to 1024."),
    };

    private static string[] Lines(PreparedJudging prepared, InputFiles inputs, ReplayReport report, FindingTotals totals, IReadOnlyList<InputProblem> problems) =>
    [
        .. ReplaySummary.Lines(report),
        .. TotalsSummary.Lines(totals, report.Open),
        .. prepared.Ignoring.Rules.All.Count > 0 ? [$"Ignore rules: {prepared.Ignoring.Counted}."] : (IEnumerable<string>)[],
        .. StateLines.About(prepared.States),
        .. inputs.Notes.Concat(problems).Select(p => $"{p.Input}: {p.Sentence}").Order(StringComparer.Ordinal),
    ];

    private async Task TellAsync(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            await _around.Error.WriteLineAsync(TerminalText.Clean(line));
        }
    }

    private int ExitCodeOf(ParseResult parsed, PreparedJudging prepared, ReplayReport report, int problems) => problems switch
    {
        > 0 => ExitCode.Failed,
        _ when prepared.LacksState => ExitCode.Failed,
        _ when parsed.GetValue(_detailed) && report.Tally.FoundSomething => ExitCode.Found,
        _ => ExitCode.Done,
    };
}
