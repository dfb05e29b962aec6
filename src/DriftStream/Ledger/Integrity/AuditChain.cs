using System.Data;
using System.Data.Common;
using System.Text.Json;

namespace DriftStream.Ledger.Integrity;

/// <summary>The rows that one turn adds to the chain. They are written in one go before the commit.</summary>
/// <param name="key">The key.</param>
/// <param name="head">The row that the first one follows.</param>
/// <param name="clock">The clock.</param>
internal sealed class AuditChain(AuditKey key, AuditHead head, TimeProvider clock)
{
    private static readonly string Writer = $"{Environment.MachineName}/{Environment.ProcessId}";

    private static readonly string[] Names =
        ["number", "kind", "subject", "account", "at", "verdict", "first_finding", "findings", "body", "writer", "key_id", "link"];

    private static readonly string Sql = $"insert into audit({string.Join(", ", Names)}) values ({string.Join(", ", Names.Select(name => $"@{name}"))})";

    private readonly List<AuditRow> _rows = [];
    private readonly AuditForm _form = new();

    /// <summary>The last row, those of this turn included.</summary>
    public AuditHead Head { get; private set; } = head;

    /// <summary>How many rows this turn has added.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds what one event, or other work, leaves.</summary>
    public void Add(LedgerEntry entry)
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
            Body = entry.Drifts.Count == 0 ? null : JsonSerializer.Serialize([.. entry.Drifts.Select(DriftRow.Of)], AuditJson.Default.IReadOnlyListDriftRow),
        };
        Add(row, entry.Event is { } judged ? AuditedEvent.Of(judged) : null, entry.Findings.Select(AuditedFinding.Of));
    }

    /// <summary>Adds a row about something else.</summary>
    /// <param name="kind">What it stands for.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">JSON that says the rest.</param>
    public void Note(string kind, string subject, string body) => Add(new AuditRow { Kind = kind, Subject = subject, Body = body }, judged: null, []);

    /// <summary>Takes back the rows after the first so many.</summary>
    public void Undo(int count, AuditHead to)
    {
        _rows.RemoveRange(count, _rows.Count - count);
        Head = to;
    }

    /// <summary>Writes the rows: in one go where the database is elsewhere, one after the other with one prepared statement where it is a file.</summary>
    public void Flush(DbConnection connection, DbTransaction transaction)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        if (connection.CanCreateBatch)
        {
            InsertTogether(connection, transaction);
        }
        else
        {
            InsertEach(connection, transaction);
        }

        _rows.Clear();
    }

    private void Add(AuditRow draft, AuditedEvent? judged, IEnumerable<AuditedFinding> findings)
    {
        var row = draft with { Number = Head.Number + 1, At = clock.GetUtcNow().ToUnixTimeMilliseconds(), Writer = Writer, KeyId = key.Id };
        var link = key.Sign(_form.Of(Head.Link, row, judged, findings));
        _rows.Add(row with { Link = link });
        Head = new(row.Number, link);
    }

    private void InsertTogether(DbConnection connection, DbTransaction transaction)
    {
        using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in _rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = Sql;
            Fill(Bound(command.Parameters, command.CreateParameter), row);
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
    }

    private void InsertEach(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Sql;
        var parameters = Bound(command.Parameters, command.CreateParameter);
        foreach (var row in _rows)
        {
            Fill(parameters, row);
            command.ExecuteNonQuery();
        }
    }

    private static DbParameter[] Bound(DbParameterCollection parameters, Func<DbParameter> create) =>
    [
        .. Names.Select(name =>
        {
            var parameter = create();
            parameter.ParameterName = $"@{name}";
            parameter.DbType = name is "number" or "at" or "first_finding" or "findings" ? DbType.Int64 : DbType.String;
            parameters.Add(parameter);
            return parameter;
        }),
    ];

    private static void Fill(DbParameter[] parameters, AuditRow row)
    {
        object?[] values =
        [
            row.Number, row.Kind, row.Subject, row.Account, row.At, row.Verdict, row.FirstFinding, row.Findings, row.Body, row.Writer, row.KeyId, row.Link,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
