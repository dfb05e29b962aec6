using System.Text.Json;

namespace DriftStream.Ledger.Integrity;

/// <summary>The rows that one turn adds to the chain. They are written together with what they stand for.</summary>
/// <param name="key">The key.</param>
/// <param name="head">The row that the first one follows.</param>
/// <param name="holdable">A text as the database can hold it: what is signed is what will be read.</param>
/// <param name="clock">The clock.</param>
internal sealed class AuditChain(AuditKey key, AuditHead head, Func<string, string> holdable, TimeProvider clock)
{
    private static readonly string Writer = $"{Environment.MachineName}/{Environment.ProcessId}";

    private readonly List<AuditRow> _rows = [];
    private readonly AuditForm _form = new(holdable);

    /// <summary>The last row, those of this turn included.</summary>
    public AuditHead Head { get; private set; } = head;

    /// <summary>Adds what one event, or other work, leaves.</summary>
    /// <param name="entry">What is written.</param>
    /// <param name="findings">Its findings as they are written.</param>
    /// <param name="drifts">Its drifts as they are written.</param>
    public void Add(LedgerEntry entry, IReadOnlyList<AuditedFinding> findings, IReadOnlyList<DriftRow> drifts)
    {
        if (entry.Event is null && entry.Findings.Count + entry.Drifts.Count == 0)
        {
            return;
        }

        var row = new AuditRow
        {
            Kind = entry.Event is null ? AuditKind.Work : AuditKind.Event,
            Subject = entry.Event?.EventId ?? "",
            Account = entry.Event?.Account ?? "",
            Verdict = entry.Event?.Verdict,
            FirstFinding = entry.Findings.Count == 0 ? 0 : entry.Findings[0].Recorded.Number,
            Findings = entry.Findings.Count,
            Body = entry.Drifts.Count == 0 ? null : JsonSerializer.Serialize(drifts, AuditJson.Default.IReadOnlyListDriftRow),
        };
        Add(row, entry.Event is { } judged ? AuditedEvent.Of(judged) : null, findings);
    }

    /// <summary>Adds a row about something else.</summary>
    /// <param name="kind">What it stands for.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">JSON that says the rest.</param>
    public void Note(string kind, string subject, string body) => Add(new AuditRow { Kind = kind, Subject = subject, Body = body }, judged: null, []);

    /// <summary>Hands out the rows that were not yet handed out, to be written.</summary>
    public IReadOnlyList<AuditRow> Take()
    {
        AuditRow[] rows = [.. _rows];
        _rows.Clear();
        return rows;
    }

    /// <summary>Takes back the rows after another one.</summary>
    public void Undo(AuditHead to)
    {
        _rows.Clear();
        Head = to;
    }

    private void Add(AuditRow draft, AuditedEvent? judged, IEnumerable<AuditedFinding> findings)
    {
        var row = draft with { Number = Head.Number + 1, At = clock.GetUtcNow().ToUnixTimeMilliseconds(), Writer = Writer, KeyId = key.Id };
        var link = key.Sign(_form.Of(Head.Link, row, judged, findings));
        _rows.Add(row with { Link = link });
        Head = new(row.Number, link);
    }
}
