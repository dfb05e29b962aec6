using System.CommandLine;
using DriftStream.Aws.S3;
using DriftStream.Commands.Auditing;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Gaps;
using DriftStream.Ledger.Integrity;
using DriftStream.Network;

namespace DriftStream.Commands;

/// <summary><c>audit</c>: who caused which drift, what proves it, and whether the ledger was altered.</summary>
internal sealed class AuditCommand
{
    private readonly Surroundings _around;
    private readonly ProgramParts _parts;
    private readonly AuditOptions _filters;
    private readonly Option<bool> _all = new("--all") { Description = "Also what was judged and made no difference; whatever was not kept of it is empty" };
    private readonly Option<bool> _last = new("--last") { Description = "Only the last of them: who did it last" };
    private readonly Option<string?> _openAt = new("--open-at") { Description = "The drifts that were open at this moment, and what differed then", HelpName = "TIME" };
    private readonly Option<string?> _by = new("--by") { Description = "Counts by one of: " + string.Join(", ", AuditGroup.Words), HelpName = "WHAT" };
    private readonly Option<bool> _resolution = new("--resolution") { Description = "How long drifts stay open, by state or by what --by says" };
    private readonly Option<string?> _evidence = new("--evidence") { Description = "All that proves one event: its record, its findings, the states it was compared with, its row of the chain", HelpName = "EVENTID" };
    private readonly Option<string> _output = SharedOptions.Output("table", "ndjson", "csv", "html");
    private readonly Option<bool> _verify = new("--verify") { Description = "Check that nothing in the ledger was altered, removed or added" };
    private readonly Option<string[]> _head = SharedOptions.Repeatable("--head", "HEAD", "With --verify: a head that was noted elsewhere, as the log prints it, or s3://BUCKET/PREFIX, where Ledger:HeadsTo lays them (repeatable)");
    private readonly Option<string[]> _oldKey = SharedOptions.Repeatable("--old-key", "FILE", "With --verify: a file with a key that was used before (repeatable)");

    private AuditCommand(Surroundings around, ProgramParts parts) => (_around, _parts, _filters) = (around, parts, new(around));

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new AuditCommand(around, parts);
        var verb = new Verb(
            "audit",
            "Tells from the ledger who caused which drift, and checks that the ledger was not altered.",
            "driftstream audit --actor 'alice*' --since 30d",
            "driftstream audit --address aws_s3_bucket.data --attribute tags.owner --last",
            "driftstream audit --open-at 2026-03-02T14:00Z",
            "driftstream audit --resolution --by team --since 90d",
            "driftstream audit --since 2026-01-01 --until 2026-04-01 --output csv > first-quarter.csv",
            "driftstream audit --evidence 3f1c0b52-7a1e-4c55-9d0e-2b7c8a9f0e11",
            "driftstream audit --verify --head 1204:5f0e3c9a…",
            "driftstream audit --verify --head s3://acme-audit/driftstream");
        Option[] options =
        [
            .. command._filters.All, command._filters.TimeZone, command._all, command._last, command._openAt, command._by, command._resolution, command._evidence, command._output,
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
        RefuseMixed(parsed);
        var filter = _filters.Read(parsed, parsed.GetValue(_all));
        var zone = _filters.Zone(parsed);
        var moment = SharedOptions.Moment(parsed, _openAt, _around, zone.Zone);
        var (heads, by) = (HeadsOf(parsed), GroupOf(parsed));
        var format = parsed.GetValue(_evidence) is null ? SharedOptions.Format(parsed, _output) : EvidenceFormat(parsed);
        var configuration = SharedOptions.Load(parsed, _around);
        var database = KeptEvents.Database(configuration, _around.Folder);
        if (parsed.GetValue(_verify))
        {
            using var buckets = new HeadBuckets(BucketsOf(parsed, configuration));
            return await new AuditVerification(_around, database, buckets).RunAsync(heads, OldKeysOf(parsed), cancellation);
        }

        if (parsed.GetValue(_evidence) is { } eventId)
        {
            return await new AuditEvidence(_around, _parts, configuration, database).RunAsync(eventId, format, cancellation);
        }

        var answers = new AuditAnswers(_around, database, configuration.Core.Teams.Of, AuditOptions.Asked(parsed), format) { Zone = zone };
        return this switch
        {
            _ when moment is { } then => await answers.OpenAtAsync(then, filter, cancellation),
            _ when parsed.GetValue(_resolution) => await answers.ResolutionAsync(by ?? "state", filter, cancellation),
            _ when by is not null => await answers.CountAsync(by, filter, cancellation),
            _ when parsed.GetValue(_last) => await answers.LastAsync(filter, cancellation),
            _ when parsed.GetValue(_all) => await answers.ListEverythingAsync(filter, cancellation),
            _ => await answers.ListAsync(filter, cancellation),
        };
    }

    private void RefuseMixed(ParseResult parsed)
    {
        Option[] questions = [_verify, _evidence, _openAt, _resolution, _last, _all, _by];
        var asked = questions.Where(IsGiven).ToList();
        var misplaced = asked.Contains(_verify) || asked.Contains(_evidence)
            ? _filters.All.Concat(asked.Skip(1)).Concat(asked.Contains(_verify) ? [_output] : []).FirstOrDefault(IsGiven)
            : null;
        if (misplaced is not null)
        {
            throw new UsageException(asked[0] == _verify
                ? $"--verify looks at the whole ledger, and {misplaced.Name} asks for a part of it: leave one of them out."
                : $"--evidence looks at one event, and {misplaced.Name} asks for others: leave one of them out.");
        }

        if (asked.Count > 1 && !(asked is [var first, var second] && first == _resolution && second == _by))
        {
            throw new UsageException($"{asked[0].Name} and {asked[1].Name} are different questions: ask one at a time.");
        }

        if (!asked.Contains(_verify) && new Option[] { _head, _oldKey }.FirstOrDefault(IsGiven) is { } ofVerify)
        {
            throw new UsageException($"{ofVerify.Name} has no effect without --verify: add --verify.");
        }

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
    }

    private string EvidenceFormat(ParseResult parsed) => parsed.GetResult(_output) is { Implicit: false } ? parsed.GetRequiredValue(_output) switch
    {
        "json" or "ndjson" => "json",
        "text" => "text",
        var other => throw new UsageException($"--output {TerminalText.Clean(other)} is not one of text, json, which --evidence has."),
    } : "text";

    private string? GroupOf(ParseResult parsed) => parsed.GetValue(_by) is not { } word || AuditGroup.Words.Contains(word)
        ? parsed.GetValue(_by)
        : throw new UsageException($"--by is '{TerminalText.Clean(word)}': it must be one of {string.Join(", ", AuditGroup.Words)}.");

    private List<AuditHead> HeadsOf(ParseResult parsed) =>
    [
        .. parsed.GetRequiredValue(_head).Where(text => !S3Address.IsMeantBy(text)).Select(text => AuditHead.Read(text)
            ?? throw new UsageException(
                $"--head is '{TerminalText.Clean(text)}': a head is a number, a colon and 32 to 64 hexadecimal digits, as the log prints it, or s3://BUCKET/PREFIX, where heads were laid.")),
    ];

    private List<HeadBucket> BucketsOf(ParseResult parsed, LoadedConfiguration configuration)
    {
        var connections = new AwsHttpClients(CheckContext.Of(configuration, _around, _parts).Http);
        return
        [
            .. parsed.GetRequiredValue(_head).Where(S3Address.IsMeantBy).Distinct()
                .Select(place => HeadBucket.Open(place, region => _parts.ConnectS3(new(), connections, region), _around.Time)),
        ];
    }

    private List<AuditKey> OldKeysOf(ParseResult parsed) =>
    [
        .. parsed.GetRequiredValue(_oldKey).Select(path => AuditKeyFile.Find(Path.GetFullPath(path, _around.Folder))
            ?? throw new UsageException($"--old-key is '{TerminalText.Clean(path)}': there is no such file.")),
    ];
}
