using DriftStream.Commands.Auditing;
using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary><c>audit --verify</c>: whether the ledger is what was written, and what that proves.</summary>
internal sealed class AuditVerification(Surroundings around, LedgerDatabase database, HeadBuckets buckets)
{
    /// <summary>Verifies and tells.</summary>
    public async Task<int> RunAsync(IReadOnlyList<AuditHead> heads, IReadOnlyList<AuditKey> oldKeys, CancellationToken cancellation)
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

        var places = await buckets.ReadAsync([.. keys.Select(key => key.Id)], cancellation);
        var report = new AuditVerifier(database, keys).Verify([.. heads, .. places.SelectMany(place => place.Heads).Except(heads)]);
        foreach (var line in report.IsSound ? [.. Proven(report), .. Heads(report, heads, places), .. NotProven(report, keys)] : Broken(report))
        {
            await around.Out.WriteLineAsync(TerminalText.Clean(line));
        }

        await around.Out.FlushAsync(cancellation);
        return report.IsSound ? ExitCode.Done : ExitCode.Failed;
    }

    private IEnumerable<string> Proven(AuditReport report) =>
    [
        $"The ledger at {database.Place} is what was written.",
        $"  proven     {ReplaySummary.Count(report.Rows, "row")} of the chain, {At(report.FirstAt)} to {At(report.HeadAt)}, with {ReplaySummary.Count(report.Events, "judged event")} and their evidence, "
            + $"{ReplaySummary.Count(report.Findings, "finding")}, and every change of a drift: as written, in order, none missing, none added",
    ];

    // Of a place with a head for each day of a year only the count is worth a line.
    private static IEnumerable<string> Heads(AuditReport report, IReadOnlyList<AuditHead> heads, IReadOnlyList<(string Place, IReadOnlyList<AuditHead> Heads)> places) =>
    [
        .. heads.Where(report.Confirmed.Contains).Select(head => $"  head       {head} is confirmed"),
        .. heads.Where(report.Removed.Contains).Select(head => $"  head       {head} lies in what Ledger:Retention removed and proves nothing any more"),
        .. places.Select(place => $"  heads      {PlaceLine(place.Place, [.. place.Heads.Where(report.Confirmed.Contains)], place.Heads.Count(report.Removed.Contains))}"),
        $"  head now   {report.Head} (note it elsewhere)",
    ];

    private static string PlaceLine(string place, IReadOnlyList<AuditHead> confirmed, int removed) =>
        $"below {place}: {confirmed.Count:N0} confirmed{(confirmed.Count > 0 ? $", the last {confirmed[^1]}" : "")}{(removed > 0 ? $"; {removed:N0} in what Ledger:Retention removed" : "")}";

    private static IEnumerable<string> NotProven(AuditReport report, List<AuditKey> keys) =>
    [
        .. report.Checkpoint is { } checkpoint ? [$"  removed    up to row {checkpoint.Through:N0} by Ledger:Retention, with a signed checkpoint; {ReplaySummary.Count(checkpoint.Kept.Count, "row")} of them kept"] : (IEnumerable<string>)[],
        .. report.Before is { Events: > 0 } before ? [$"  not proven {ReplaySummary.Count(before.Events, "event")} recorded before the chain began"] : (IEnumerable<string>)[],
        .. report.Confirmed.Count + report.Removed.Count == 0 ? ["  not proven that nothing was cut off at the end: give a head that was noted elsewhere with --head"] : (IEnumerable<string>)[],
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
