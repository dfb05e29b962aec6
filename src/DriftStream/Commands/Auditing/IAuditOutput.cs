using DriftStream.Ledger.Integrity;

namespace DriftStream.Commands.Auditing;

/// <summary>Where what the ledger tells goes, one after another; nothing is kept until the end.</summary>
internal interface IAuditOutput
{
    /// <summary>How much of each finding it shows.</summary>
    public AuditDetail Detail => AuditDetail.Finding;

    /// <summary>Takes one finding.</summary>
    public void Write(AuditFinding found);

    /// <summary>There are no more.</summary>
    public void Complete();
}
