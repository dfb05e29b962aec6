using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>The gaps in the ledger.</summary>
internal static class GapRows
{
    /// <summary>The open ones.</summary>
    public static List<OpenGap> Open(LedgerTurn turn) => turn.Connection.Query<OpenGap>(
        $"select {OpenGap.Columns} from gap where ended_at is null order by since, id", transaction: turn.Transaction).ToList();

    /// <summary>Writes a new one.</summary>
    public static OpenGap Add(LedgerTurn turn, Gap gap, DateTimeOffset now)
    {
        var row = new OpenGap
        {
            Id = StableId.From("G-", gap.Kind.ToString(), gap.Subject, $"{gap.Since.ToUnixTimeMilliseconds()}", $"{now.ToUnixTimeMilliseconds()}"),
            Kind = gap.Kind.ToString(),
            Subject = gap.Subject,
            Account = gap.Place?.Account,
            Region = gap.Place?.Region,
            Severity = gap.Severity.Word(),
            Since = gap.Since.ToUnixTimeMilliseconds(),
            SeenAt = now.ToUnixTimeMilliseconds(),
            Sentence = $"{gap.Headline}. {gap.Sentence}",
        };
        turn.Connection.Execute(
            """
            insert into gap(id, kind, subject, account, region, severity, since, found_at, seen_at, sentence)
            values (@Id, @Kind, @Subject, @Account, @Region, @Severity, @Since, @SeenAt, @SeenAt, @Sentence)
            """,
            row,
            turn.Transaction);
        return row;
    }

    /// <summary>It is still there, and this is what is to be said of it now.</summary>
    public static void Keep(LedgerTurn turn, OpenGap known, Gap gap, DateTimeOffset now) => turn.Connection.Execute(
        "update gap set seen_at = @Now, sentence = @Sentence where id = @Id",
        new { known.Id, Now = now.ToUnixTimeMilliseconds(), Sentence = $"{gap.Headline}. {gap.Sentence}" },
        turn.Transaction);

    /// <summary>It is over.</summary>
    public static void End(LedgerTurn turn, OpenGap known, DateTimeOffset now) => turn.Connection.Execute(
        "update gap set ended_at = @Now where id = @Id", new { known.Id, Now = now.ToUnixTimeMilliseconds() }, turn.Transaction);

    /// <summary>When the service last saw; null before the first time.</summary>
    public static DateTimeOffset? AliveAt(LedgerTurn turn) =>
        turn.Connection.QueryFirstOrDefault<long?>("select alive_at from watch_mark where id = 1", transaction: turn.Transaction) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    /// <summary>The service sees now.</summary>
    public static void MarkAlive(LedgerTurn turn, DateTimeOffset now) => turn.Connection.Execute(
        "insert into watch_mark(id, alive_at) values (1, @Now) on conflict(id) do update set alive_at = excluded.alive_at",
        new { Now = now.ToUnixTimeMilliseconds() },
        turn.Transaction);
}

/// <summary>A gap that the ledger holds.</summary>
internal sealed record OpenGap
{
    /// <summary>The columns in SQL.</summary>
    public const string Columns = "id Id, kind Kind, subject Subject, account Account, region Region, severity Severity, since Since, seen_at SeenAt, sentence Sentence";

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Subject { get; init; } = "";

    public string? Account { get; init; }

    public string? Region { get; init; }

    public string Severity { get; init; } = "";

    public long Since { get; init; }

    public long SeenAt { get; init; }

    public string Sentence { get; init; } = "";

    public DateTimeOffset Began => DateTimeOffset.FromUnixTimeMilliseconds(Since);

    public FeedPlace? Place => Account is { } account && Region is { } region ? new(account, region) : null;

    public bool IsSilence => Kind == nameof(GapKind.Silence);
}
