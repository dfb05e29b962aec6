using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Commands;

/// <summary><c>audit</c>: who caused which drift, and whether the ledger was altered.</summary>
internal sealed class AuditCommand(Surroundings around)
{
    private readonly Option<string[]> _actor = SharedOptions.Repeatable("--actor", "GLOB", "Only what such actors caused, by the name that is shown; * stands for anything (repeatable)");
    private readonly Option<string[]> _address = SharedOptions.Repeatable("--address", "GLOB", "Only resources at such addresses (repeatable)");
    private readonly Option<string[]> _type = SharedOptions.Repeatable("--type", "GLOB", "Only resources of such types (repeatable)");
    private readonly Option<string[]> _account = SharedOptions.Repeatable("--account", "ID", "Only events of this account (repeatable)");
    private readonly Option<string[]> _state = SharedOptions.Repeatable("--state", "GLOB", "Only resources of states with such names (repeatable)");
    private readonly Option<string[]> _verdict = SharedOptions.Repeatable("--verdict", "VERDICT", "Only this verdict (repeatable) [default: those that replay shows]");
    private readonly Option<string?> _since = new("--since") { Description = "Only events from this moment on: ISO 8601, or how long ago (2d, 4h)", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only events before this moment", HelpName = "TIME" };
    private readonly Option<string> _output = SharedOptions.Output("table", "ndjson", "csv");
    private readonly Option<bool> _verify = new("--verify") { Description = "Check that nothing in the ledger was altered, removed or added" };
    private readonly Option<string[]> _head = SharedOptions.Repeatable("--head", "HEAD", "With --verify: a head that was noted elsewhere, as the log prints it (repeatable)");
    private readonly Option<string[]> _oldKey = SharedOptions.Repeatable("--old-key", "FILE", "With --verify: a file with a key that was used before (repeatable)");

    public static Command Create(Surroundings around)
    {
        var command = new AuditCommand(around);
        var verb = new Verb(
            "audit",
            "Tells from the ledger who caused which drift, and checks that the ledger was not altered.",
            "driftstream audit --actor 'alice*' --since 30d",
            "driftstream audit --since 2026-01-01 --until 2026-04-01 --output csv > first-quarter.csv",
            "driftstream audit --verify --head 1204:5f0e3c9a…");
        Option[] options =
        [
            command._actor, command._address, command._type, command._account, command._state, command._verdict, command._since, command._until, command._output,
            command._verify, command._head, command._oldKey,
        ];
        foreach (var option in options)
        {
            verb.Options.Add(option);
        }

        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var verifies = parsed.GetValue(_verify);
        RefuseMixed(parsed, verifies);
        var format = SharedOptions.Format(parsed, _output);
        var (filter, heads) = (FilterOf(parsed), HeadsOf(parsed));
        var database = KeptEvents.Database(SharedOptions.Load(parsed, around), around.Folder);
        return verifies
            ? await new AuditVerification(around, database).RunAsync(heads, OldKeysOf(parsed))
            : await ListAsync(filter, format, database, cancellation);
    }

    private async Task<int> ListAsync(FindingFilter filter, string format, LedgerDatabase database, CancellationToken cancellation)
    {
        var output = SharedOptions.FindingsAs(format, around);
        var summary = new AuditSummary();
        new AuditQueries(database).ReadAll(filter, found =>
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(found.Finding);
            summary.Count(found);
        });
        output.Complete();
        await around.Out.FlushAsync(cancellation);
        foreach (var line in summary.Lines())
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(line));
        }

        return ExitCode.Done;
    }

    private void RefuseMixed(ParseResult parsed, bool verifies)
    {
        Option[] ofList = [_actor, _address, _type, _account, _state, _verdict, _since, _until, _output];
        Option[] ofVerify = [_head, _oldKey];
        if ((verifies ? ofList : ofVerify).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } misplaced)
        {
            throw new UsageException(verifies
                ? $"--verify looks at the whole ledger, and {misplaced.Name} asks for a part of it: leave one of them out."
                : $"{misplaced.Name} has no effect without --verify: add --verify.");
        }
    }

    private FindingFilter FilterOf(ParseResult parsed)
    {
        var (since, until) = (SharedOptions.Moment(parsed, _since, around), SharedOptions.Moment(parsed, _until, around));
        SharedOptions.RefuseEmptySpan(since, until);
        return new()
        {
            Actors = parsed.GetRequiredValue(_actor),
            Addresses = parsed.GetRequiredValue(_address),
            Types = parsed.GetRequiredValue(_type),
            Accounts = SharedOptions.Accounts(parsed, _account),
            States = parsed.GetRequiredValue(_state),
            Verdicts = [.. parsed.GetRequiredValue(_verdict).Select(VerdictOf)],
            Since = since,
            Until = until,
        };
    }

    private static Verdict VerdictOf(string word) => AuditWords.Verdict(word)
        ?? throw new UsageException($"--verdict is '{TerminalText.Clean(word)}': the ledger keeps findings that are {string.Join(", ", AuditWords.Verdicts)}.");

    private List<AuditHead> HeadsOf(ParseResult parsed) =>
    [
        .. parsed.GetRequiredValue(_head).Select(text => AuditHead.Read(text)
            ?? throw new UsageException($"--head is '{TerminalText.Clean(text)}': a head is a number, a colon and 32 to 64 hexadecimal digits, as the log prints it.")),
    ];

    private List<AuditKey> OldKeysOf(ParseResult parsed) =>
    [
        .. parsed.GetRequiredValue(_oldKey).Select(path => AuditKeyFile.Find(Path.GetFullPath(path, around.Folder))
            ?? throw new UsageException($"--old-key is '{TerminalText.Clean(path)}': there is no such file.")),
    ];
}
