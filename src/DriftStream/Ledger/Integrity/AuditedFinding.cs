using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>A row of <c>finding</c>: the chain vouches for every column; that its drift was opened then is held against the drift itself.</summary>
internal sealed record AuditedFinding
{
    public const string Columns =
        "f.id Id, f.event_id EventId, f.account Account, f.state State, f.lineage Lineage, f.address Address, f.type Type, f.resource_id ResourceId, " +
        "f.verdict Verdict, f.severity Severity, f.drift_id DriftId, f.drift_opened DriftOpened, f.time Time, f.recorded_at RecordedAt, f.actor Actor, f.late Late, f.json Json, f.rule Rule";

    public long Id { get; init; }

    public string EventId { get; init; } = "";

    public string Account { get; init; } = "";

    public string? State { get; init; }

    public string? Lineage { get; init; }

    public string? Address { get; init; }

    public string? Type { get; init; }

    public string? ResourceId { get; init; }

    public string Verdict { get; init; } = "";

    public string Severity { get; init; } = "";

    public string? DriftId { get; init; }

    public long DriftOpened { get; init; }

    public long Time { get; init; }

    public long RecordedAt { get; init; }

    public string? Actor { get; init; }

    public long Late { get; init; }

    public string Json { get; init; } = "";

    public string? Rule { get; init; }

    /// <summary>What is about to be written.</summary>
    public static AuditedFinding Of(FindingRow row)
    {
        var finding = row.Recorded.Finding;
        return new()
        {
            Id = row.Recorded.Number,
            EventId = finding.Event.Id,
            Account = finding.Event.Account ?? "",
            State = finding.Resource?.State,
            Lineage = row.Lineage,
            Address = finding.Resource?.Address,
            Type = finding.Resource?.Type,
            ResourceId = finding.Resource?.Id,
            Verdict = finding.Verdict.Word(),
            Severity = finding.Severity.Word(),
            DriftId = finding.Drift,
            DriftOpened = row.DriftOpened?.ToUnixTimeMilliseconds() ?? 0,
            Time = finding.Event.Time.ToUnixTimeMilliseconds(),
            RecordedAt = row.Recorded.RecordedAt.ToUnixTimeMilliseconds(),
            Actor = finding.Actor.Name,
            Late = row.Recorded.Late ? 1 : 0,
            Json = row.Json,
            Rule = finding.Rule,
        };
    }
}
