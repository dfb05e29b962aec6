using System.CommandLine;
using DriftStream.Commands.Replaying;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Replay;
using DriftStream.Replay.Digests;
using DriftStream.Replay.Sources;

namespace DriftStream.Commands;

/// <summary><c>replay</c>: judges past events.</summary>
internal sealed class ReplayCommand
{
    private readonly Surroundings _around;
    private readonly ProgramParts _parts;
    private readonly JudgingSetup _setup;
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "A log file or a folder with .json, .jsonl and .ndjson files, packed with gzip or not; s3://bucket/prefix; cloudtrail:REGION for the last 90 days; - is standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _since = new("--since") { Description = "Only events from this moment on: ISO 8601, or how long ago (2d, 4h)", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only events before this moment", HelpName = "TIME" };
    private readonly Option<string[]> _account = SharedOptions.Repeatable("--account", "ID", "Only events of this account (repeatable)");
    private readonly Option<string[]> _region = SharedOptions.Repeatable("--region", "REGION", "Only events of this region (repeatable)");
    private readonly Option<string> _output = SharedOptions.Output("table", "ndjson", "csv");
    private readonly Option<bool> _all = new("--all") { Description = "Also print what is no drift: Terraform's own changes, failed and reading calls, and so on" };
    private readonly Option<string?> _workers = new("--workers") { Description = "How many files to read at the same time [default: one for each processor]", HelpName = "N" };
    private readonly Option<string?> _resume = ReplaySources.Resume();
    private readonly Option<bool> _detailed = new("--detailed-exitcode") { Description = "End with 3 if something was found" };
    private readonly IReadOnlyList<Option<string[]>> _later = LaterOption.Named("--notify", "--record");
    private readonly DistillOption _distill;
    private readonly DigestOptions _digests;

    private ReplayCommand(Surroundings around, ProgramParts parts)
    {
        _around = around;
        _parts = parts;
        _setup = new(around, parts);
        _distill = new(around);
        _digests = new(around, parts);
    }

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new ReplayCommand(around, parts);
        var verb = new Verb(
            "replay",
            "Judges past events against states.",
            "driftstream replay ./cloudtrail --state prod=./prod.tfstate",
            "driftstream replay ./cloudtrail --state ./states --since 2d --output csv > drift.csv",
            "zcat log.json.gz | driftstream replay - --state ./prod.tfstate --output ndjson");

        command.AddTo(verb);
        verb.SetAction(command.RunAsync);
        return verb;
    }

    private void AddTo(Verb verb)
    {
        verb.Arguments.Add(_sources);
        Option[] options = [_setup.State, _since, _until, _account, _region, _output, _all, _setup.Runner, _setup.IgnoreFile, _setup.NoIgnore, _workers, _resume, _distill.Folder, .. _digests.All, _detailed, .. _later];
        foreach (var option in options)
        {
            verb.Options.Add(option);
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        LaterOption.Refuse(parsed, _later);
        UsageErrors.RefuseOptionsIn(parsed.GetRequiredValue(_sources), parsed.CommandResult.Command);
        var all = parsed.GetValue(_all);
        var sources = parsed.GetRequiredValue(_sources);
        ReplaySources.Check(sources);
        var asked = Request(parsed, []) with { Keeping = all ? Keeping.Whole : Keeping.Verdict };
        var format = Format(parsed);
        RefuseTogether(parsed);
        var prepared = await _setup.PrepareAsync(parsed, cancellation);
        using var archives = new ReplaySources(_around, _parts);
        archives.KeepIn(parsed.GetValue(_resume));
        var inputs = await archives.FindAsync(sources, new(asked.Filter, ChangesOnly: !all), prepared.Configuration, cancellation);
        _distill.Check(parsed, all, inputs.Files);
        var digests = await _digests.PrepareAsync(parsed, sources, prepared.Configuration, cancellation);
        inputs = await DistillAsync(parsed, prepared, inputs, asked with { Digests = digests }, cancellation);
        var request = asked with { Files = inputs.Files, Digests = _distill.IsAsked(parsed) ? null : digests };

        var output = SharedOptions.FindingsAs(format, _around);
        using var progress = ProgressLine.On(_around, request.Files.Count);
        var report = await new ReplayRun(prepared.Door, request).RunAsync(
            finding => Print(finding, output, all),
            progress.Show,
            cancellation);

        output.Complete();
        await _around.Out.FlushAsync(cancellation);
        progress.Dispose();
        return await SumUpAsync(parsed, prepared, archives.Resumed is { } resumed ? inputs with { Notes = [.. inputs.Notes, new(parsed.GetValue(_resume)!, resumed)] } : inputs, report, digests?.Conclude());
    }

    // What goes on where it was interrupted has only what was kept of an object, and neither proof nor distilled log is made of that.
    private void RefuseTogether(ParseResult parsed)
    {
        if (parsed.GetValue(_resume) is not null && (_distill.IsAsked(parsed) || _digests.AreAsked(parsed)))
        {
            throw new UsageException("--resume passes over what was read before, and --distill and --verify-digests need all bytes of each source: leave --resume out.");
        }
    }

    private async Task<InputFiles> DistillAsync(ParseResult parsed, PreparedJudging prepared, InputFiles inputs, ReplayRequest asked, CancellationToken cancellation)
    {
        using var progress = ProgressLine.On(_around, inputs.Files.Count);
        return await _distill.ReplaceAsync(parsed, inputs, prepared.Door, asked, progress.Show, cancellation);
    }

    private static void Print(Finding finding, IFindingOutput output, bool all)
    {
        if (all || finding.Verdict.IsShown())
        {
            output.Write(finding);
        }
    }

    private ReplayRequest Request(ParseResult parsed, IReadOnlyList<ArchiveObject> files) => new(files)
    {
        Filter = FilterOf(parsed),
        Workers = WorkersOf(parsed),
    };

    private ReplayFilter FilterOf(ParseResult parsed)
    {
        var (since, until) = (SharedOptions.Moment(parsed, _since, _around), SharedOptions.Moment(parsed, _until, _around));
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

    private string Format(ParseResult parsed) =>
        parsed.GetValue(_output) == "html" ? throw LaterOption.For("--output html") : SharedOptions.Format(parsed, _output);

    private async Task<int> SumUpAsync(ParseResult parsed, PreparedJudging prepared, InputFiles inputs, ReplayReport report, DigestVerdict? digests)
    {
        var problems = inputs.Problems.Concat(report.Reading.Problems).Concat(digests?.Problems ?? []).ToList();
        string[] lines =
        [
            .. ReplaySummary.Lines(report),
            .. prepared.Ignoring.Rules.All.Count > 0 ? [$"Ignore rules: {prepared.Ignoring.Counted}."] : (IEnumerable<string>)[],
            .. StateLines.About(prepared.States),
            .. digests is null ? [] : (IEnumerable<string>)[digests.Summary],
            .. inputs.Notes.Concat(digests?.Notes ?? []).Concat(problems).Select(p => $"{p.Input}: {p.Sentence}").Order(StringComparer.Ordinal),
        ];

        foreach (var line in lines)
        {
            await _around.Error.WriteLineAsync(TerminalText.Clean(line));
        }

        return problems.Count switch
        {
            > 0 => ExitCode.Failed,
            _ when prepared.LacksState => ExitCode.Failed,
            _ when parsed.GetValue(_detailed) && report.Tally.FoundSomething => ExitCode.Found,
            _ => ExitCode.Done,
        };
    }
}
