using System.Text;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;

namespace DriftStream.Commands.Auditing;

/// <summary>All about one event for people.</summary>
internal static class EvidenceText
{
    private const int NameWidth = 10;

    /// <summary>The lines.</summary>
    /// <param name="dossier">What the ledger holds.</param>
    /// <param name="again">How it is judged again; null where it was not.</param>
    public static string Of(EventDossier dossier, Judgement? again)
    {
        var text = new StringBuilder();
        foreach (var (name, line) in Lines(dossier))
        {
            text.Append($"  {name,-NameWidth} {TerminalText.Clean(line)}\n");
        }

        if (dossier.Kept.Record is { } record)
        {
            text.Append($"\n{TerminalText.Clean(Encoding.UTF8.GetString(record))}\n");
        }

        if (again is not null)
        {
            text.Append("\nJudged again with the states of now and without the events before it:\n").Append(ExplainText.Of(again));
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Line)> Lines(EventDossier dossier)
    {
        var (kept, judged, evidence) = (dossier.Kept, dossier.Judged, dossier.Evidence);
        yield return ("event", $"{judged.Name}{(evidence?.Source is { } source ? $" ({source})" : "")} at {Shown(DateTimeOffset.FromUnixTimeMilliseconds(judged.Time))} in account {judged.Account}{(evidence?.Region is { } region ? $", region {region}" : "")}; event {judged.EventId}.");
        yield return ("caller", Caller(dossier));
        yield return ("judged", $"{Shown(kept.JudgedAt)} as {kept.Verdicts}.");
        yield return ("record", Record(kept));
        yield return ("origin", evidence?.Origin is { } origin ? $"Read from {origin.File}; {(origin.Digest is { } digest ? $"CloudTrail's digests: {digest}" : "CloudTrail's digests were not asked")}." : "It came by itself, and from no file.");
        yield return ("states", evidence is null ? "Judged before it was kept with which states." : evidence.States.Count == 0 ? "Compared with no state." : $"Compared with {string.Join(", ", evidence.States.Select(s => $"{s.Name} serial {s.Serial} (lineage {s.Lineage})"))}.");
        foreach (var line in dossier.Findings.SelectMany(Lines))
        {
            yield return line;
        }

        foreach (var hold in kept.Holds)
        {
            yield return ("hold", hold.Sentence);
        }

        yield return ("chain", Chain(dossier));
    }

    private static string Caller(EventDossier dossier) => dossier.Findings is [var first, ..]
        ? $"{ActorWords.Who(first.Finding.Actor)}{(first.Team is { } team ? $", team {team}" : "")}{(first.Finding.Actor.Arn is { } arn ? $"; {arn}" : "")}."
        : $"{dossier.Judged.Actor ?? "not kept"}.";

    private static string Record(KeptEvent kept) => kept switch
    {
        { Record: null } => "Not kept, as it concerned nothing that a state holds.",
        { Record: { } copy, IsMasked: true } => $"A copy of {copy.Length} bytes without its secrets; SHA-256 of the copy {EvidenceWriter.HashOf(copy)}.",
        { Record: { } record } => $"{record.Length} bytes as received; SHA-256 {EvidenceWriter.HashOf(record)}.",
    };

    private static IEnumerable<(string, string)> Lines(AuditFinding found)
    {
        var finding = found.Finding;
        yield return ("finding", $"{finding.Verdict.Word()} ({finding.Severity.Word()}){(finding.Drift is { } drift ? $" {drift}" : "")}{(finding.Resource?.Address is { } address ? $" at {address} in {finding.Resource.State}" : "")}{(found.IsLate ? ", late" : "")}: {finding.Reason}.");
        foreach (var change in finding.Changes)
        {
            yield return ("", $"{change.Path}: {(change.Hidden ? "changed, and its value is hidden" : $"{Shown(change.Before)} -> {Shown(change.After)}")}");
        }
    }

    private static string Chain(EventDossier dossier) => dossier.Chained is not { } row
        ? "No row of the chain is about it."
        : $"Row {row.Number} ({row.Link}), written {Shown(row.WrittenAt)} by {row.Writer} with the key {row.KeyId}; " + dossier.Fits switch
        {
            true => "it fits what the tables say. Whether all of the chain does: driftstream audit --verify.",
            false => "it does NOT fit what the tables say: the event, a finding or the row was altered.",
            null => "not checked, as its key or the row before is not there.",
        };

    private static string Shown(Value value) => value.IsNull ? "(none)" : value.ToString();

    private static string Shown(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
