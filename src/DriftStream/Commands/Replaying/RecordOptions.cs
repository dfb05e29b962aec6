using System.CommandLine;
using DriftStream.Configuration;

namespace DriftStream.Commands.Replaying;

/// <summary><c>--record</c> and <c>--notify</c>.</summary>
internal sealed class RecordOptions
{
    private readonly Option<bool> _record = new("--record") { Description = "Write what is found into the configured ledger, so that audit knows it; nobody is told" };
    private readonly Option<bool> _notify = new("--notify") { Description = "With --record: also alert, as the service would have" };

    /// <summary>Both.</summary>
    public IReadOnlyList<Option> All => [_record, _notify];

    /// <summary>Opens the ledger if it is asked for; null where it is not.</summary>
    /// <exception cref="UsageException">The options do not fit.</exception>
    public async Task<RecordingLedger?> OpenAsync(ParseResult parsed, PreparedJudging prepared, Surroundings around, CancellationToken cancellation)
    {
        Refuse(parsed);
        return parsed.GetValue(_record)
            ? await RecordingLedger.OpenAsync(prepared, around, parsed.GetValue(_notify) ? Telling.Everybody : Telling.Nobody, cancellation)
            : null;
    }

    /// <summary>Refuses to write lives of drifts that other states ended than the ledger's service knows.</summary>
    /// <exception cref="UsageException">The states changed while the events happened.</exception>
    public void RefuseEras(ParseResult parsed, PreparedJudging prepared)
    {
        if (parsed.GetValue(_record) && prepared.Door.Eras is { Count: > 1 })
        {
            throw new UsageException("--record writes what the service would write today, and the states have changed since these events: add --state-at now, or --state-at with a moment.");
        }
    }

    /// <summary>Refuses what cannot be meant.</summary>
    /// <exception cref="UsageException">An alert is asked for that could lead nowhere.</exception>
    public void Refuse(ParseResult parsed)
    {
        if (parsed.GetValue(_notify) && !parsed.GetValue(_record))
        {
            throw new UsageException("--notify needs --record: an alert leads to its drift in the ledger, and is sent from there. Give both, or neither.");
        }
    }
}

/// <summary>Who hears of what a replay records.</summary>
internal enum Telling
{
    /// <summary>It is written down, and that is all.</summary>
    Nobody,

    /// <summary>Whoever the service would have told.</summary>
    Everybody,
}
