using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DriftStream.Ledger.Integrity;

/// <summary>The one sequence of bytes that a row stands for: every value with its kind and length, so that nothing can move from one column into the next.</summary>
/// <param name="holdable">A text as the database can hold it; nothing where it comes from there.</param>
internal sealed class AuditForm(Func<string, string>? holdable = null)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    /// <summary>The bytes of a row, what it stands for, and the link before it.</summary>
    public ReadOnlySpan<byte> Of(string previous, AuditRow row, AuditedEvent? judged, IEnumerable<AuditedFinding> findings)
    {
        _bytes.ResetWrittenCount();
        Text("driftstream audit 1").Text(previous);
        Number(row.Number).Text(row.Kind).Text(row.Subject).Text(row.Account).Number(row.At).Text(row.Verdict);
        Number(row.FirstFinding).Number(row.Findings).Text(row.Body).Text(row.Writer).Text(row.KeyId);
        if (judged is not null)
        {
            Text(judged.EventId).Text(judged.Account).Number(judged.At).Number(judged.Time).Text(judged.Name).Bytes(judged.Record).Number(judged.Masked);
            AddEvidence(judged);
        }

        foreach (var finding in findings)
        {
            Add(finding);
        }

        return _bytes.WrittenSpan;
    }

    // Rows from before these columns have neither and keep their form; a finding begins with a number, so nothing can be taken for another.
    private void AddEvidence(AuditedEvent judged)
    {
        if (judged.Actor is not null || judged.Evidence is not null)
        {
            Text(judged.Actor).Text(judged.Evidence);
        }
    }

    private void Add(AuditedFinding finding)
    {
        Number(finding.Id).Text(finding.EventId).Text(finding.Account).Text(finding.State).Text(finding.Lineage).Text(finding.Address);
        Text(finding.Type).Text(finding.ResourceId).Text(finding.Verdict).Text(finding.Severity).Text(finding.DriftId);
        Number(finding.Time).Number(finding.RecordedAt).Text(finding.Actor).Number(finding.Late).Text(finding.Json).Text(finding.Rule);
    }

    private AuditForm Text(string? text)
    {
        if (text is null)
        {
            return Head((byte)'-', 0);
        }

        text = holdable is null ? text : holdable(text);
        var length = Encoding.UTF8.GetByteCount(text);
        Head((byte)'t', length);
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length)));
        return this;
    }

    private AuditForm Bytes(byte[]? bytes)
    {
        Head((byte)(bytes is null ? '-' : 'b'), bytes?.Length ?? 0);
        _bytes.Write(bytes ?? []);
        return this;
    }

    private AuditForm Number(long number)
    {
        Head((byte)'n', sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), number);
        _bytes.Advance(sizeof(long));
        return this;
    }

    private AuditForm Head(byte kind, int length)
    {
        var span = _bytes.GetSpan(1 + sizeof(int));
        span[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        _bytes.Advance(1 + sizeof(int));
        return this;
    }
}
