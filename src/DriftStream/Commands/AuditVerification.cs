using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary><c>audit --verify</c>: whether the ledger is what was written, and what that proves.</summary>
internal sealed class AuditVerification(Surroundings around, LedgerDatabase database)
{
    /// <summary>Verifies and tells.</summary>
    public async Task<int> RunAsync(IReadOnlyList<AuditHead> heads, IReadOnlyList<AuditKey> oldKeys)
    {
        // Where there is no ledger, that is the news, and not that it has no key.
        _ = new AuditQueries(database).Head();
        database.FindKey();
        List<AuditKey> keys = [.. database.AuditKey is { } own ? [own] : (IEnumerable<AuditKey>)[], .. oldKeys];
        if (keys.Count == 0)
        {
            throw new FailureException(
                $"Nothing about the ledger at {database.Place} can be proven without its key: Ledger:AuditKey is not set, and no key lies beside the ledger. Set it, or give a former one with --old-key.");
        }

        var report = new AuditVerifier(database, keys).Verify(heads);
        foreach (var line in report.IsSound ? Sound(report, heads, keys) : Broken(report))
        {
            await around.Out.WriteLineAsync(TerminalText.Clean(line));
        }

        await around.Out.FlushAsync();
        return report.IsSound ? ExitCode.Done : ExitCode.Failed;
    }

    private IEnumerable<string> Sound(AuditReport report, IReadOnlyList<AuditHead> heads, List<AuditKey> keys) =>
    [
        $"The ledger at {database.Place} is what was written.",
        $"  proven     {ReplaySummary.Count(report.Rows, "row")} of the chain, {At(report.FirstAt)} to {At(report.HeadAt)}, with {ReplaySummary.Count(report.Events, "judged event")} and their evidence, "
            + $"{ReplaySummary.Count(report.Findings, "finding")}, and every change of a drift: as written, in order, none missing, none added",
        .. report.Confirmed.Select(head => $"  head       {head} is confirmed"),
        .. report.Removed.Select(head => $"  head       {head} lies in what Ledger:Retention removed and proves nothing any more"),
        $"  head now   {report.Head} (note it elsewhere)",
        .. report.Checkpoint is { } checkpoint ? [$"  removed    up to row {checkpoint.Through:N0} by Ledger:Retention, with a signed checkpoint; {ReplaySummary.Count(checkpoint.Kept.Count, "row")} of them kept"] : (IEnumerable<string>)[],
        .. report.Before is { Events: > 0 } before ? [$"  not proven {ReplaySummary.Count(before.Events, "event")} recorded before the chain began"] : (IEnumerable<string>)[],
        .. heads.Count == 0 ? ["  not proven that nothing was cut off at the end: give a head that was noted elsewhere with --head"] : (IEnumerable<string>)[],
        $"  not proven against whoever holds the key {string.Join(", ", keys.Select(key => key.Id))}, nor that everything was recorded that happened",
    ];

    private IEnumerable<string> Broken(AuditReport report)
    {
        var first = report.Faults[0];
        return
        [
            $"The ledger at {database.Place} is NOT what was written, or cannot be proven: {ReplaySummary.Count(report.FaultCount, "fault")}.",
            $"  first      {Told(first)}",
            .. report.Faults.Skip(1).Select(fault => $"  also       {Told(fault)}"),
            .. report.FaultCount > report.Faults.Count ? [$"  and        {report.FaultCount - report.Faults.Count:N0} more"] : (IEnumerable<string>)[],
            "Rows of the chain before the first fault are proven. Compare the rest with a backup, and find out who can write the database.",
        ];
    }

    private static string Told(AuditFault fault) => fault.At is { } at ? $"{At(at)}: {fault.Sentence}" : fault.Sentence;

    private static string At(DateTimeOffset? moment) => moment is { } at ? $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "the beginning";
}
