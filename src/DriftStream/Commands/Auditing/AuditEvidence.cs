using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ignoring;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;

namespace DriftStream.Commands.Auditing;

/// <summary><c>audit --evidence</c>: all that the ledger holds about one event, and how it is judged again with the configured states of now.</summary>
internal sealed class AuditEvidence(Surroundings around, ProgramParts parts, LoadedConfiguration configuration, LedgerDatabase database)
{
    /// <summary>Tells it.</summary>
    public async Task<int> RunAsync(string eventId, string format, CancellationToken cancellation)
    {
        database.FindKey();
        var dossier = new EvidenceQueries(database, configuration.Core.Teams.Of).Find(eventId)
            ?? throw new FailureException($"The ledger at {database.Place} holds no event {TerminalText.Clean(eventId)}.");
        var (change, again) = await JudgeAgainAsync(dossier.Kept, cancellation);
        await around.Out.WriteAsync(format == "json"
            ? DossierJson.Line(dossier, again is null ? null : ExplainJson.Line(change!, again)) + "\n"
            : EvidenceText.Of(dossier, again));
        await around.Out.FlushAsync(cancellation);
        return dossier.Fits == false ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task<(CloudTrailEvent?, Judgement?)> JudgeAgainAsync(KeptEvent kept, CancellationToken cancellation)
    {
        if (kept.Record is not { } record || configuration.Core.States.Count == 0)
        {
            return (null, null);
        }

        var states = await StateArguments.FindAsync(configuration.Core.States, configuration, around, parts, cancellation);
        var rules = new IgnoreSnapshot(IgnoreSources.Of(configuration, around.Folder), around.Time);
        rules.Load();
        var door = parts.OpenDoor(configuration.Core.ForJudge() with { Ignore = rules.Rules }, [.. states.Select(s => s.State).OfType<TerraformState>()]);
        var change = door.Read(record);
        return (change, (door.Explain ?? door.Decide)(change, DeviationBook.Empty, kept.Sessions));
    }
}
