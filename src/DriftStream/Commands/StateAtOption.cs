using System.CommandLine;
using DriftStream.Commands.Replaying;
using DriftStream.Configuration;
using DriftStream.Replay;
using DriftStream.States;

namespace DriftStream.Commands;

/// <summary><c>--state-at</c>: which versions of the states events are judged with.</summary>
internal sealed class StateAtOption
{
    private const string Event = "event";
    private const string Now = "now";

    /// <summary>The option.</summary>
    public Option<string> Option { get; } = new("--state-at")
    {
        Description = "Which versions of states in versioned buckets count: those of each event's time (event), the newest (now), or those of a moment",
        HelpName = "event|now|TIME",
        DefaultValueFactory = _ => Event,
    };

    /// <summary>The states through time; null where those of now are to be used.</summary>
    /// <exception cref="UsageException">The option names no moment, or states cannot be found.</exception>
    public async Task<StatesThen?> ReadAsync(
        ParseResult parsed, IReadOnlyList<StateEntry> entries, LoadedConfiguration configuration, Surroundings around, ProgramParts parts, ReplayFilter asked, CancellationToken cancellation)
    {
        var at = Moment(parsed, around);
        using var places = StateFinder.Places(configuration, around, parts);
        if (parsed.GetValue(Option) == Now || !entries.Any(places.MayKnowVersions))
        {
            return at is null ? null : throw new UsageException("--state-at names a moment, and no state lies where versions are kept: leave it out, or give a state as s3://bucket/key or hcp://organization/workspace.");
        }

        var span = at is { } moment ? HistorySpan.At(moment) : new(asked.Since, asked.Until ?? around.Time.GetUtcNow());
        var then = await new StateHistory(places, new StateCopies(), span).ReadAsync(entries, cancellation);
        await StateArguments.TellAsync([.. then.Newest.Select(StateInUse.Of)], around);
        foreach (var line in then.Notes.Concat(then.Problems))
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(line));
        }

        return then;
    }

    private DateTimeOffset? Moment(ParseResult parsed, Surroundings around) => parsed.GetRequiredValue(Option) switch
    {
        Event or Now => null,
        var text => Configuration.Moment.Read(text, around.Time, TimeZoneInfo.Utc)
            ?? throw new UsageException($"--state-at is '{TerminalText.Clean(text)}': write event, now, or a moment such as 2026-03-02T14:00:00Z or 2d."),
    };
}
