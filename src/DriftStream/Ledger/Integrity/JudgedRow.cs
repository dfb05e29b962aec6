using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>A row of <c>processed_event</c> without its record.</summary>
internal sealed record JudgedRow
{
    /// <summary>The columns for a <c>select</c>.</summary>
    public const string Columns = "event_id EventId, account Account, at At, time Time, name Name, verdict Verdict, actor Actor, evidence Evidence";

    public string EventId { get; init; } = "";

    public string Account { get; init; } = "";

    public long At { get; init; }

    public long Time { get; init; }

    public string Name { get; init; } = "";

    public string Verdict { get; init; } = "";

    public string? Actor { get; init; }

    public string? Evidence { get; init; }

    /// <summary>What the event was judged as where no finding says it.</summary>
    public IEnumerable<AuditFinding> WithoutFinding(IReadOnlyList<AuditFinding> kept, TeamOf teams)
    {
        var evidence = EventEvidence.Read(Evidence);
        var touched = evidence?.Touched.Where(t => !kept.Any(f => f.Finding.Resource?.State == t.State && f.Finding.Resource?.Address == t.Address)).ToList() ?? [];
        if (touched.Count == 0)
        {
            return kept.Count > 0 ? [] : [Found(Verdict.Split(',')[0], null, evidence, teams)];
        }

        return touched.Select(t => Found(t.Verdict, t, evidence, teams));
    }

    private AuditFinding Found(string verdict, TouchedResource? touched, EventEvidence? evidence, TeamOf teams)
    {
        var actor = new Actor(
            Actor,
            evidence is null ? ActorKind.Unknown : ContractWordReader.Kind(evidence.Kind),
            evidence is null ? ActorVia.Unknown : ContractWordReader.Via(evidence.Via),
            null, null, null, null, null, null, null, Confidence.Unknown);
        var finding = new Finding(
            ContractWordReader.Verdict(verdict),
            Severity.Info,
            null,
            new(EventId, DateTimeOffset.FromUnixTimeMilliseconds(Time), evidence?.Source ?? "", Name, Account.Length == 0 ? null : Account, evidence?.Region),
            actor,
            touched is null ? null : new(touched.Address, touched.Type, touched.Id, touched.State, null),
            [],
            $"{Name} was judged as {verdict}");
        return new(0, finding, FindingJson.ToJson(finding), IsOpen: false)
        {
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(At),
            Evidence = evidence,
            Team = teams(actor, touched?.Owner),
        };
    }
}
