using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;

namespace DriftStream.Commands.Replaying;

/// <summary>The options that say which findings of a replay are shown, in the words of <c>audit</c>.</summary>
internal sealed class FindingOptions
{
    private readonly Option<string[]> _actor = SharedOptions.Repeatable("--actor", "GLOB", "Show only what such actors caused, by the name that is shown; * stands for anything (repeatable)");
    private readonly Option<string[]> _address = SharedOptions.Repeatable("--address", "GLOB", "Show only resources at such addresses (repeatable)");
    private readonly Option<string[]> _type = SharedOptions.Repeatable("--type", "GLOB", "Show only resources of such types (repeatable)");
    private readonly Option<string[]> _event = SharedOptions.Repeatable("--event", "GLOB", "Show only events of such names, e.g. Delete* (repeatable)");
    private readonly Option<string[]> _verdict = SharedOptions.Repeatable("--verdict", "VERDICT", "Show only this verdict (repeatable); without unmanaged, what was made outside of all states is passed over, which is faster");
    private readonly Option<string?> _severity = new("--severity") { Description = "Show only this severity and worse: low, medium, high or critical", HelpName = "SEVERITY" };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_actor, _address, _type, _event, _verdict, _severity];

    /// <summary>Those that were given, for people; empty where none was.</summary>
    public string Given(ParseResult parsed) => string.Join(", ", All.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name));

    /// <summary>What they ask for.</summary>
    /// <exception cref="UsageException">One of them cannot be meant.</exception>
    public AskedFindings Read(ParseResult parsed) => new()
    {
        Actors = parsed.GetRequiredValue(_actor),
        Addresses = parsed.GetRequiredValue(_address),
        Types = parsed.GetRequiredValue(_type),
        Events = parsed.GetRequiredValue(_event),
        Verdicts = [.. parsed.GetRequiredValue(_verdict).Select(VerdictOf)],
        Least = SharedOptions.Least(parsed, _severity),
    };

    private static Verdict VerdictOf(string word)
    {
        string[] known = [.. Enum.GetValues<Verdict>().Select(verdict => verdict.Word())];
        return known.Contains(word)
            ? ContractWordReader.Verdict(word)
            : throw new UsageException($"--verdict is '{TerminalText.Clean(word)}': it must be one of {string.Join(", ", known)}.");
    }
}
