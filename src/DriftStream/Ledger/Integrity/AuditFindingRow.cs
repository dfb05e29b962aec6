using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>A row of <c>finding f</c>, with what belongs to it.</summary>
internal sealed record AuditFindingRow
{
    /// <summary>The columns, over <see cref="From"/>.</summary>
    public const string Columns = "f.id Number, f.time Time, f.json Json, f.late Late, f.recorded_at RecordedAt, d.status Status, p.evidence Evidence";

    /// <summary>The tables.</summary>
    public const string From = "finding f join processed_event p on p.event_id = f.event_id and p.account = f.account left join drift d on d.id = f.drift_id";

    /// <summary>The columns of the proof, over <see cref="FromWithProof"/>.</summary>
    public const string ProofColumns = Columns + ", p.record Record, p.masked Masked, a.number ChainRow, a.link Link, 1 HasProof";

    /// <summary>The tables with the chain. Every finding belongs to the last row of the chain that begins at it or before it.</summary>
    public const string FromWithProof = From +
        " left join audit a on a.findings > 0 and a.first_finding = (select max(x.first_finding) from audit x where x.findings > 0 and x.first_finding <= f.id) and f.id < a.first_finding + a.findings";

    public long Number { get; init; }

    public long Time { get; init; }

    public string Json { get; init; } = "";

    public long Late { get; init; }

    public long RecordedAt { get; init; }

    public string? Status { get; init; }

    public string? Evidence { get; init; }

    public byte[]? Record { get; init; }

    public long Masked { get; init; }

    public long? ChainRow { get; init; }

    public string? Link { get; init; }

    public long HasProof { get; init; }

    /// <summary>The finding of the row.</summary>
    public AuditFinding ToFinding(TeamOf teams)
    {
        var finding = FindingReader.Read(Json);
        var evidence = EventEvidence.Read(Evidence);
        return new(Number, finding, Json, Status == "open")
        {
            IsLate = Late == 1,
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(RecordedAt),
            Evidence = evidence,
            Team = teams(finding.Actor, OwnerIn(evidence, finding.Resource)),
            Proof = HasProof == 1 ? new(Record is null ? null : RecordArchive.Unpack(Record), Masked == 1, ChainRow, Link) : null,
        };
    }

    private static string? OwnerIn(EventEvidence? evidence, ResourceRef? resource) =>
        evidence?.Touched.FirstOrDefault(t => t.State == resource?.State && t.Address == resource?.Address && t.Id == resource?.Id)?.Owner;
}
