using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;
using DriftStream.Replay.Reports;

namespace DriftStream.Commands.Auditing;

/// <summary>The answers to what is asked of many findings: data to standard output, what it comes to on standard error.</summary>
internal sealed class AuditAnswers(Surroundings around, LedgerDatabase database, TeamOf teams, string asked, string format)
{
    private readonly AuditQueries _queries = new(database, teams);

    /// <summary>Whose clock people are shown.</summary>
    public ShownZone Zone { get; init; } = ShownZone.Utc;

    /// <summary>All findings that fit.</summary>
    public Task<int> ListAsync(FindingFilter filter, CancellationToken cancellation)
    {
        var (output, summary) = (Output(), new AuditSummary());
        _queries.ReadAll(filter, found => Take(found, output, summary, cancellation), output.Detail);
        return EndAsync(output, summary.Lines(), cancellation);
    }

    /// <summary>All that was judged and fits.</summary>
    public Task<int> ListEverythingAsync(FindingFilter filter, CancellationToken cancellation)
    {
        var (output, summary) = (Output(), new AuditSummary());
        _queries.ReadEverything(filter, found => Take(found, output, summary, cancellation));
        return EndAsync(output, summary.Lines(), cancellation);
    }

    /// <summary>The last finding that fits.</summary>
    public Task<int> LastAsync(FindingFilter filter, CancellationToken cancellation)
    {
        var (output, summary) = (Output(), new AuditSummary());
        if (_queries.Last(filter, output.Detail) is { } last)
        {
            Take(last, output, summary, cancellation);
        }

        return EndAsync(output, summary.Lines(), cancellation);
    }

    /// <summary>The drifts that were open at a moment.</summary>
    public Task<int> OpenAtAsync(DateTimeOffset moment, FindingFilter filter, CancellationToken cancellation)
    {
        // Of a drift that lasted, what began it is only half of the news.
        var output = format == "table" ? new AuditTable(around.OutConsole(), Zone) { Note = found => found.Finding.Reason } : Output();
        var (open, still) = (0, 0);
        new DriftsThen(database, teams).Read(moment, filter, then =>
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(then.AsFinding());
            (open, still) = (open + 1, still + (then.Drift is { IsOpen: true } ? 1 : 0));
        });
        return EndAsync(output, [$"{ReplaySummary.Count(open, "drift")} {(open == 1 ? "was" : "were")} open at {Clock(moment)}; {still} still {(still == 1 ? "is" : "are")}."], cancellation);
    }

    /// <summary>Findings, counted.</summary>
    public Task<int> CountAsync(string by, FindingFilter filter, CancellationToken cancellation)
    {
        var counts = new AuditCounts(by);
        _queries.ReadAll(filter, found =>
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Take(found);
        });
        return PrintAsync("Findings by " + by, counts.Columns, counts.Rows(), cancellation);
    }

    /// <summary>How long drifts stay open.</summary>
    public Task<int> ResolutionAsync(string by, FindingFilter filter, CancellationToken cancellation)
    {
        var counts = new ResolutionCounts(by, around.Time.GetUtcNow());
        new ResolutionQueries(database, teams).ReadAll(filter, drift =>
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Take(drift);
        });
        return PrintAsync("How long drifts stay open, by " + by, counts.Columns, counts.Rows(), cancellation);
    }

    private string Clock(DateTimeOffset moment) => Zone == ShownZone.Utc ? $"{Zone.Full(moment)}Z" : $"{Zone.Full(moment)} ({Zone.Name})";

    private static void Take(AuditFinding found, IAuditOutput output, AuditSummary summary, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        output.Write(found);
        summary.Count(found);
    }

    private IAuditOutput Output() => format switch
    {
        "ndjson" => new AuditNdjson(around.Out),
        "csv" => new AuditCsv(around.Out),
        "html" => new AuditHtml(around.Out, asked, Zone),
        _ => new AuditTable(around.OutConsole(), Zone),
    };

    private Task<int> PrintAsync(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows, CancellationToken cancellation)
    {
        new ColumnOutput(columns, title, asked) { Zone = Zone }.Print(rows, format, around);
        return TellAsync(rows.Count == 0 ? ["Nothing that the ledger holds fits."] : [], cancellation);
    }

    private Task<int> EndAsync(IAuditOutput output, IEnumerable<string> lines, CancellationToken cancellation)
    {
        output.Complete();
        return TellAsync(lines, cancellation);
    }

    private async Task<int> TellAsync(IEnumerable<string> lines, CancellationToken cancellation)
    {
        await around.Out.FlushAsync(cancellation);
        foreach (var line in lines)
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(line));
        }

        return ExitCode.Done;
    }
}
