using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay.Reports;

namespace DriftStream.Commands.Auditing;

/// <summary>The options that say which findings are asked for.</summary>
internal sealed class AuditOptions(Surroundings around)
{
    private readonly Option<string[]> _actor = SharedOptions.Repeatable("--actor", "GLOB", "Only what such actors caused, by the name that is shown; * stands for anything (repeatable)");
    private readonly Option<string[]> _team = SharedOptions.Repeatable("--team", "GLOB", "Only what such teams caused, by TeamMembers in the configuration, or else by the resource's owner tag (repeatable)");
    private readonly Option<string[]> _address = SharedOptions.Repeatable("--address", "GLOB", "Only resources at such addresses (repeatable)");
    private readonly Option<string[]> _attribute = SharedOptions.Repeatable("--attribute", "GLOB", "Only changes of such attributes, or of what is below them, e.g. tags (repeatable)");
    private readonly Option<string[]> _type = SharedOptions.Repeatable("--type", "GLOB", "Only resources of such types (repeatable)");
    private readonly Option<string[]> _account = SharedOptions.Repeatable("--account", "ID", "Only events of this account (repeatable)");
    private readonly Option<string[]> _region = SharedOptions.Repeatable("--region", "GLOB", "Only events of such regions (repeatable)");
    private readonly Option<string[]> _state = SharedOptions.Repeatable("--state", "GLOB", "Only resources of states with such names (repeatable)");
    private readonly Option<string[]> _event = SharedOptions.Repeatable("--event", "GLOB", "Only events of such names, e.g. Delete* (repeatable)");
    private readonly Option<string[]> _verdict = SharedOptions.Repeatable("--verdict", "VERDICT", "Only this verdict (repeatable) [default: those that replay shows]");
    private readonly Option<string?> _severity = new("--severity") { Description = "Only this severity and worse: low, medium, high or critical", HelpName = "SEVERITY" };
    private readonly Option<string?> _since = new("--since") { Description = "Only events from this moment on: ISO 8601, or how long ago (2d, 4h)", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Only events before this moment", HelpName = "TIME" };
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = "Whose clock tables, pages and the moments asked about show: Europe/Berlin, local [default: UTC]", HelpName = "ZONE" };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_actor, _team, _address, _attribute, _type, _account, _region, _state, _event, _verdict, _severity, _since, _until];

    /// <summary>Whose clock is shown, and meant where a moment names no time zone.</summary>
    public Option<string?> TimeZone => _timeZone;

    /// <summary>What they ask for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="everything">Whether what left no finding is asked for, too.</param>
    /// <exception cref="UsageException">One of them cannot be meant.</exception>
    public FindingFilter Read(ParseResult parsed, bool everything)
    {
        var zone = Zone(parsed).Zone;
        var (since, until) = (SharedOptions.Moment(parsed, _since, around, zone), SharedOptions.Moment(parsed, _until, around, zone));
        SharedOptions.RefuseEmptySpan(since, until);
        var verdicts = parsed.GetRequiredValue(_verdict).Select(word => VerdictOf(word, everything)).ToList();
        return new()
        {
            Actors = parsed.GetRequiredValue(_actor),
            Teams = parsed.GetRequiredValue(_team),
            Addresses = parsed.GetRequiredValue(_address),
            Attributes = parsed.GetRequiredValue(_attribute),
            Types = parsed.GetRequiredValue(_type),
            Accounts = SharedOptions.Accounts(parsed, _account),
            Regions = parsed.GetRequiredValue(_region),
            States = parsed.GetRequiredValue(_state),
            Events = parsed.GetRequiredValue(_event),
            Verdicts = verdicts.Count == 0 && everything ? Enum.GetValues<Verdict>() : verdicts,
            Least = SharedOptions.Least(parsed, _severity),
            Since = since,
            Until = until,
        };
    }

    /// <summary>The time zone that was asked for, or UTC.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public ShownZone Zone(ParseResult parsed) => parsed.GetValue(_timeZone) is { } name ? ShownZone.Of(name, around.Time) : ShownZone.Utc;

    /// <summary>What was asked, as it was typed.</summary>
    public static string Asked(ParseResult parsed) => string.Join(' ', ["audit", .. parsed.Tokens.Skip(1).Select(token => token.Value)]);

    private static Verdict VerdictOf(string word, bool everything)
    {
        var known = everything ? [.. Enum.GetValues<Verdict>().Select(v => v.Word())] : AuditWords.Verdicts;
        return known.Contains(word)
            ? ContractWordReader.Verdict(word)
            : throw new UsageException($"--verdict is '{TerminalText.Clean(word)}': the ledger keeps findings that are {string.Join(", ", known)}.");
    }
}
