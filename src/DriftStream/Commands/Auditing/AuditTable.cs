using DriftStream.Ledger.Integrity;
using DriftStream.Replay;
using DriftStream.Replay.Reports;
using Spectre.Console;

namespace DriftStream.Commands.Auditing;

/// <summary>Tables for people, some rows each: how wide a column must be is only known when all of its rows are.</summary>
internal sealed class AuditTable(IAnsiConsole console, ShownZone zone) : IAuditOutput
{
    private const int Rows = 1000;
    private TableOutput _table = new(console, zone);
    private int _count;

    /// <summary>What else is said of a finding.</summary>
    public Func<AuditFinding, string?> Note { get; init; } = _ => null;

    public void Write(AuditFinding found)
    {
        _table.Write(found.Finding, found.Team, Note(found));
        if (++_count % Rows == 0)
        {
            _table.Complete();
            _table = new(console, zone);
        }
    }

    public void Complete() => _table.Complete();
}
