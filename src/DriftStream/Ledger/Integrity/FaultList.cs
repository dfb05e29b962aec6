namespace DriftStream.Ledger.Integrity;

/// <summary>Collects what is wrong: the first of it in words, the rest by number.</summary>
internal sealed class FaultList
{
    private const int MostKept = 20;
    private readonly List<AuditFault> _first = [];

    /// <summary>The first ones.</summary>
    public IReadOnlyList<AuditFault> First => _first;

    /// <summary>All of them.</summary>
    public long Count { get; private set; }

    /// <summary>A row is not what it was.</summary>
    public void Add(AuditRow row, string sentence) => Add(new AuditFault(row.Number, row.WrittenAt, sentence));

    /// <summary>Something is wrong.</summary>
    public void Add(AuditFault fault)
    {
        Count++;
        if (_first.Count < MostKept)
        {
            _first.Add(fault);
        }
    }
}
