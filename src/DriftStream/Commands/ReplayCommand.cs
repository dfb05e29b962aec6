using System.CommandLine;
using DriftStream.Commands.Replaying;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Replay;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Digests;
using DriftStream.Replay.Reports;
using DriftStream.Replay.Sources;

namespace DriftStream.Commands;

/// <summary><c>replay</c>: judges past events.</summary>
internal sealed class ReplayCommand
{
    private const string Queue = "queue";
    private readonly Surroundings _around;
    private readonly ProgramParts _parts;
    private readonly JudgingSetup _setup;
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "A log file or a folder with .json, .jsonl and .ndjson files, packed with gzip or not; s3://bucket/prefix; cloudtrail:REGION for the last 90 days, narrowed by ?user=, ?resource= or ?event= where wanted; - is standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _since = new("--since") { Description = "Only events from this moment on: ISO 8601, or how long ago (2d, 4h)", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only events before this moment", HelpName = "TIME" };
    private readonly Option<string[]> _account = SharedOptions.Repeatable("--account", "ID", "Only events of this account (repeatable)");
    private readonly Option<string[]> _region = SharedOptions.Repeatable("--region", "REGION", "Only events of this region (repeatable)");
    private readonly Option<string> _output = SharedOptions.Output("table", "ndjson", "csv", "html");
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = "Whose clock tables, pages, --since and --until show: Europe/Berlin, local [default: UTC]", HelpName = "ZONE" };
    private readonly Option<bool> _all = new("--all") { Description = "Also print what is no drift: Terraform's own changes, failed and reading calls, and so on" };
    private readonly Option<string?> _workers = new("--workers") { Description = "How many files to read at the same time [default: one for each processor]; queue: other processes read them (--join)", HelpName = "N" };
    private readonly Option<string?> _resume = ReplaySources.Resume();
    private readonly Option<bool> _detailed = new("--detailed-exitcode") { Description = "End with 3 if something was found" };
    private readonly FindingOptions _findings = new();
    private readonly RecordOptions _recording = new();
    private readonly DistillOption _distill;
    private readonly DigestOptions _digests;
    private readonly SharingOptions _sharing;

    private ReplayCommand(Surroundings around, ProgramParts parts)
    {
        _around = around;
        _parts = parts;
        _setup = new(around, parts);
        _distill = new(around);
        _digests = new(around, parts);
        _sharing = new(around, parts);
    }

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new ReplayCommand(around, parts);
        var verb = new Verb(
            "replay",
            "Judges past events against states.",
            "driftstream replay ./cloudtrail --state prod=./prod.tfstate",
            "driftstream replay ./cloudtrail --state ./states --since 2d --output csv > drift.csv",
            "driftstream replay ./cloudtrail --state ./states --verdict drift --verdict deleted --severity high",
            "driftstream replay ./cloudtrail --state ./states --time-zone Europe/Berlin --output html > drift.html",
            "zcat log.json.gz | driftstream replay - --state ./prod.tfstate --output ndjson");

        command.AddTo(verb);
        verb.SetAction(command.RunAsync);
        return verb;
    }

    private void AddTo(Verb verb)
    {
        verb.Arguments.Add(_sources);
        Option[] options =
        [
            _setup.State, _setup.StateAt.Option, _since, _until, _account, _region, .. _findings.All, _output, _timeZone, _all, _setup.Runner, _setup.IgnoreFile, _setup.NoIgnore,
            _workers, .. _sharing.All, _resume, _distill.Folder, .. _digests.All, _detailed, .. _recording.All,
        ];
        foreach (var option in options)
        {
            verb.Options.Add(option);
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        _recording.Refuse(parsed);
        UsageErrors.RefuseOptionsIn(parsed.GetRequiredValue(_sources), parsed.CommandResult.Command);
        var (all, shown) = (parsed.GetValue(_all), _findings.Read(parsed));
        var zone = parsed.GetValue(_timeZone) is { } name ? ShownZone.Of(name, _around.Time) : ShownZone.Utc;
        var sources = parsed.GetRequiredValue(_sources);
        ReplaySources.Check(sources);
        _sharing.Refuse(parsed, IsShared(parsed), sources);
        var asked = Request(parsed, zone) with { Keeping = all || shown.AsksForHidden ? Keeping.Whole : Keeping.Verdict, AsksForHeldOnly = shown.AsksForHeldOnly };
        var format = SharedOptions.Format(parsed, _output);
        RefuseTogether(parsed);
        var prepared = await _setup.PrepareAsync(parsed, asked.Filter, cancellation);
        _recording.RefuseEras(parsed, prepared);
        prepared.LetGo();
        using var archives = new ReplaySources(_around, _parts);
        using var means = IsShared(parsed) ? _sharing.Open(parsed, prepared.Configuration) : null;
        if (means is not null && _sharing.Joined(parsed) is { } joined)
        {
            await _sharing.JoinAsync(means, joined, sources, prepared, asked, archives, cancellation);
            return prepared.LacksState ? ExitCode.Failed : ExitCode.Done;
        }

        archives.KeepIn(parsed.GetValue(_resume));
        var inputs = await archives.FindAsync(sources, new(asked.Filter, ChangesOnly: asked.Keeping == Keeping.Verdict), prepared.Configuration, cancellation);
        _distill.Check(parsed, asked.Keeping == Keeping.Whole, inputs.Files);
        var digests = await _digests.PrepareAsync(parsed, sources, asked.Filter, archives, prepared.Configuration, cancellation);
        inputs = await DistillAsync(parsed, prepared, inputs, asked with { Digests = digests, Progress = new() }, cancellation);
        var request = asked with { Files = inputs.Files, Digests = _distill.IsAsked(parsed) ? null : digests };

        await using var recording = await _recording.OpenAsync(parsed, prepared, _around, cancellation);
        request = request with { Origins = recording?.Origins };
        var (totals, told) = (new FindingTotals(zone), 0L);
        var output = format == "html" ? new HtmlOutput(_around.Out, totals) : SharedOptions.FindingsAs(format, _around, zone);
        using var shared = means is null ? null : _sharing.Begin(means, sources, prepared, request, inputs.Files);
        using var progress = ProgressLine.Of(request.Progress, _around);
        var report = await new ReplayRun(prepared.Door, request) { Judged = recording?.Judged, Gather = shared is null ? null : shared.GatherAsync }.RunAsync(
            finding =>
            {
                if ((all || shown.Verdicts.Count > 0 || finding.Verdict.IsShown()) && shown.Has(finding))
                {
                    told++;
                    request.Progress.Found();
                    totals.Add(finding);
                    output.Write(finding);
                }
            },
            _ => request.Progress.FileRead(),
            cancellation);

        progress.Dispose();
        report = report with { Open = [.. report.Open.Where(shown.MayHave)] };
        var proof = digests?.Conclude();
        var problems = inputs.Problems.Concat(report.Reading.Problems).Concat(proof?.Problems ?? []).ToList();
        InputProblem[] notes = [.. inputs.Notes, .. proof?.Notes ?? [], .. archives.Resumed is { } resumed ? [new(parsed.GetValue(_resume)!, resumed)] : (InputProblem[])[]];
        string[] lines = [.. Lines(prepared, report, totals, Wishes(parsed, told)), .. proof is null ? [] : (string[])[proof.Summary], .. notes.Concat(problems).Select(p => $"{p.Input}: {p.Sentence}").Order(StringComparer.Ordinal)];
        await PrintAsync(output, new(lines, report.Open), cancellation);
        await TellAsync(lines);
        await TellAsync(recording is null ? [] : await recording.RecordAsync(request.Digests, cancellation));
        shared?.End();
        return ExitCodeOf(parsed, prepared, _findings.Given(parsed).Length > 0 ? told > 0 : report.Tally.FoundSomething, problems.Count);
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

    // What goes on where it was interrupted has only what was kept of an object, and neither proof nor distilled log is made of that.
    private void RefuseTogether(ParseResult parsed)
    {
        if (IsShared(parsed) && (parsed.GetValue(_resume) is not null || _distill.IsAsked(parsed) || _digests.AreAsked(parsed)))
        {
            throw new UsageException("--workers queue lets other machines read, and --resume, --distill and --verify-digests need what is read on this one: leave one of them out.");
        }

        if (parsed.GetValue(_resume) is not null && (_distill.IsAsked(parsed) || _digests.AreAsked(parsed)))
        {
            throw new UsageException("--resume passes over what was read before, and --distill and --verify-digests need all bytes of each source: leave --resume out.");
        }
    }

    private async Task<InputFiles> DistillAsync(ParseResult parsed, PreparedJudging prepared, InputFiles inputs, ReplayRequest asked, CancellationToken cancellation)
    {
        using var progress = ProgressLine.Of(asked.Progress, _around);
        asked.Progress.Expect(inputs.Files.Count, bytes: null);
        return await _distill.ReplaceAsync(parsed, inputs, prepared.Door, asked, _ => asked.Progress.FileRead(), cancellation);
    }

    private ReplayRequest Request(ParseResult parsed, ShownZone zone) => new([])
    {
        Filter = FilterOf(parsed, zone.Zone),
        Workers = WorkersOf(parsed),
    };

    private ReplayFilter FilterOf(ParseResult parsed, TimeZoneInfo zone)
    {
        var (since, until) = (SharedOptions.Moment(parsed, _since, _around, zone), SharedOptions.Moment(parsed, _until, _around, zone));
        SharedOptions.RefuseEmptySpan(since, until);
        return new() { Since = since, Until = until, Accounts = SharedOptions.Accounts(parsed, _account), Regions = SharedOptions.Regions(parsed, _region) };
    }

    private bool IsShared(ParseResult parsed) => parsed.GetValue(_workers) == Queue;

    private int WorkersOf(ParseResult parsed) => parsed.GetValue(_workers) switch
    {
        null or Queue => Environment.ProcessorCount,
        var text when int.TryParse(text, out var workers) && workers is > 0 and <= 1024 => workers,
        var text => throw new UsageException($"--workers is '{TerminalText.Clean(text)}': it must be a number from 1 to 1024, or queue."),
    };

    private static string[] Lines(PreparedJudging prepared, ReplayReport report, FindingTotals totals, string[] wishes) =>
    [
        .. ReplaySummary.Lines(report),
        .. wishes,
        .. prepared.Door.Eras is { } eras ? EraSummary.Lines(eras, report) : [],
        .. TotalsSummary.Lines(totals, report.Open),
        .. prepared.Ignoring.Rules.All.Count > 0 ? [$"Ignore rules: {prepared.Ignoring.Counted}."] : (IEnumerable<string>)[],
        .. StateLines.About(prepared.States),
    ];

    private string[] Wishes(ParseResult parsed, long told) =>
        _findings.Given(parsed) is { Length: > 0 } wishes ? [$"Shown of them: {ReplaySummary.Count(told, "finding")}, by {wishes}."] : [];

    private async Task TellAsync(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            await _around.Error.WriteLineAsync(TerminalText.Clean(line));
        }
    }

    private int ExitCodeOf(ParseResult parsed, PreparedJudging prepared, bool foundSomething, int problems) => problems switch
    {
        > 0 => ExitCode.Failed,
        _ when prepared.LacksState => ExitCode.Failed,
        _ when parsed.GetValue(_detailed) && foundSomething => ExitCode.Found,
        _ => ExitCode.Done,
    };
}
