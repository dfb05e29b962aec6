using DriftStream.Ledger.Integrity;
using DriftStream.Replay;

namespace DriftStream.Commands.Auditing;

/// <summary>The columns of replay, and behind them what only a ledger knows.</summary>
internal sealed class AuditCsv(TextWriter output) : IAuditOutput
{
    private readonly CsvOutput _rows = new(output, "team");

    public void Write(AuditFinding found) => _rows.Write(found.Finding, found.Team);

    public void Complete() => _rows.Complete();
}
