using System.CommandLine;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Network;
using DriftStream.Replay;
using DriftStream.Replay.Distilling;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sharing;
using DriftStream.Replay.Sources;
using DriftStream.Replay.Sources.History;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands.Replaying;

/// <summary><c>--workers queue</c> and what goes with it: several machines share a replay by way of a queue and the ledger.</summary>
internal sealed class SharingOptions(Surroundings around, ProgramParts parts)
{
    private const string Asked = "--workers queue";

    private readonly Option<string?> _queue = new("--queue") { Description = "With --workers queue: the SQS queue that hands out what is to be read [default: Replay:QueueUrl]", HelpName = "URL" };
    private readonly Option<string?> _join = new("--join") { Description = "With --workers queue: help with the replay of this id, which another process has begun", HelpName = "ID" };
    private readonly Option<bool> _keep = new("--keep") { Description = "With --workers queue: leave in the ledger what was read, so that asking again reads nothing" };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_queue, _join, _keep];

    /// <summary>The replay to help with; null where one is to be begun.</summary>
    public string? Joined(ParseResult parsed) => parsed.GetValue(_join);

    /// <summary>Refuses what cannot be meant.</summary>
    /// <exception cref="UsageException">The options do not fit.</exception>
    public void Refuse(ParseResult parsed, bool isShared, IReadOnlyList<string> sources)
    {
        if (!isShared && All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } lonely)
        {
            throw new UsageException($"{lonely.Name} needs {Asked}: without it, this machine reads everything by itself. Give both, or neither.");
        }

        if (isShared && sources.FirstOrDefault(s => s == "-" || HistoryAddress.IsMeantBy(s)) is { } lone)
        {
            throw new UsageException($"{Asked} hands out files and objects, and '{lone}' is neither: give files, folders or s3://bucket/prefix, or leave {Asked} out.");
        }
    }

    /// <summary>Opens what machines share.</summary>
    /// <exception cref="UsageException">The ledger or the queue is of no use for that.</exception>
    public SharedMeans Open(ParseResult parsed, LoadedConfiguration configuration)
    {
        var context = CheckContext.Of(configuration, around, parts);
        var options = context.Section<ReplayOptions>(ReplayOptions.Section);
        var address = AddressOf(parsed, options, context.Section<QueueOptions>(QueueOptions.Section).Url);
        var ledger = context.Section<LedgerOptions>(LedgerOptions.Section);
        ledger.Folder = around.Folder;
        var database = new LedgerDatabase(Options.Create(ledger), around.Time);
        if (!database.IsShared)
        {
            throw new UsageException($"{Asked} needs a ledger that several machines can use, and Ledger:Url is '{TerminalText.Clean(ledger.Url)}': set it to postgres://user@host/database, or leave {Asked} out.");
        }

        var keeps = parsed.GetValue(_keep);
        if (keeps && ledger.AuditKey is null)
        {
            throw new UsageException("--keep needs Ledger:AuditKey: what is kept is sealed with a key made from it, and without one nobody could open it later. Set it, or leave --keep out.");
        }

        database.Migrate();
        var sqs = parts.ConnectQueue(address, new AwsHttpClients(context.Http));
        return new(database, sqs, address.Url, options.Visibility, around.Time) { Secret = ledger.AuditKey?.Reveal(), Keeps = keeps };
    }

    /// <summary>Begins a replay that others help with.</summary>
    /// <exception cref="UsageException">Something cannot be handed out.</exception>
    public SharedRun Begin(SharedMeans means, IReadOnlyList<string> sources, PreparedJudging prepared, ReplayRequest request, IReadOnlyList<ArchiveObject> objects)
    {
        if (objects.OfType<DistilledSegment>().FirstOrDefault() is { } distilled)
        {
            throw new UsageException($"{TerminalText.Clean(distilled.Name)} is part of a distilled log, which one machine reads in no time: leave {Asked} out.");
        }

        return new(means, QuestionOf(sources, request, prepared), request) { Around = around, Objects = objects };
    }

    /// <summary>Helps until nothing is left to read.</summary>
    /// <exception cref="UsageException">There is no such replay, or this machine would keep something else.</exception>
    public async Task JoinAsync(SharedMeans means, string id, IReadOnlyList<string> sources, PreparedJudging prepared, ReplayRequest asked, ReplaySources archives, CancellationToken cancellation)
    {
        var question = QuestionOf(means, id);
        if (QuestionOf(sources, asked, prepared).DiffersIn(question) is { } difference)
        {
            throw new UsageException($"--join {TerminalText.Clean(id)}: this machine would keep something else than is asked, as {difference}. Give the command of the replay, and the same states.");
        }

        var request = asked with { Filter = question.Filter };
        var filter = prepared.Door.Filter?.Invoke(request.Filter, request.Keeping) ?? RecordFilter.KeepAll(request.Filter);
        var reader = new SharedReader(means.Queue, archives.Reopening(prepared.Configuration), new(prepared.Door, request, filter), $"{Environment.MachineName}:{Environment.ProcessId}", around.Time);
        await means.AskAsync(() => Task.WhenAll(Enumerable.Range(0, request.Workers).Select(_ => Task.Run(() => ReadAsync(means, id, reader, cancellation), cancellation))));
        await around.Error.WriteLineAsync($"Read {ReplaySummary.Count(reader.ObjectsRead, "object")} of replay {id}; nothing is left to read.");
    }

    private static async Task ReadAsync(SharedMeans means, string id, SharedReader reader, CancellationToken cancellation)
    {
        using var replay = means.Replay(id);
        await reader.RunAsync(id, replay, cancellation);
    }

    private static SharedQuestion QuestionOf(SharedMeans means, string id)
    {
        using var replay = means.Replay(id);
        return replay.Question() ?? throw new UsageException($"--join is '{TerminalText.Clean(id)}', and the ledger at {means.Ledger.Place} knows no such replay: it is over, or belongs to another ledger.");
    }

    private QueueAddress AddressOf(ParseResult parsed, ReplayOptions options, Uri? events)
    {
        var (name, url) = parsed.GetValue(_queue) is { } given
            ? ("--queue", Uri.TryCreate(given, UriKind.Absolute, out var named) ? named : throw new UsageException($"--queue is '{TerminalText.Clean(given)}', which is no address: write https://sqs.REGION.amazonaws.com/ACCOUNT/NAME."))
            : ("Replay:QueueUrl", options.QueueUrl ?? throw new UsageException($"{Asked} needs a queue that hands out what is to be read: give one with --queue, or set Replay:QueueUrl."));
        if (ReplayOptions.QueueMistake(url) is { } mistake)
        {
            throw new UsageException($"{name} ({url}) {mistake}");
        }

        return url != events
            ? QueueAddress.Parse(url, around.Environment.GetValueOrDefault("AWS_REGION"))
            : throw new UsageException($"{name} is {url}, where events arrive (Queue:Url): the service would take for broken events what is to be read. Make another queue.");
    }

    private static SharedQuestion QuestionOf(IReadOnlyList<string> sources, ReplayRequest asked, PreparedJudging prepared) =>
        SharedQuestion.Of(sources, asked, prepared.States.Select(s => s.State).OfType<TerraformState>(), prepared.Door.Eras);
}
