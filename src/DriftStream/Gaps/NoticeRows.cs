using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>The notices that wait in the ledger. Used inside the writer's turn, so that several processes never tell the same one at the same time.</summary>
internal static class NoticeRows
{
    /// <summary>Writes a notice, unless the ledger has it.</summary>
    public static void Add(LedgerTurn turn, Notice notice, DateTimeOffset now) => turn.Connection.Execute(
        """
        insert into notice(id, severity, headline, body, created_at) values (@Id, @Severity, @Headline, @Text, @Now)
        on conflict(id) do nothing
        """,
        new { notice.Id, Severity = notice.Severity.Word(), notice.Headline, notice.Text, Now = now.ToUnixTimeMilliseconds() },
        turn.Transaction);

    /// <summary>The next notice to tell, the worst first, hidden from others for a while; null where none is due.</summary>
    public static WaitingNotice? Claim(LedgerTurn turn, DateTimeOffset now, TimeSpan lease) => turn.Connection.QueryFirstOrDefault<WaitingNotice>(
        """
        update notice set next_at = @Until, attempt = attempt + 1 where id = (
          select id from notice where sent_at is null and dead_at is null and skipped_at is null and next_at <= @Now
          order by case severity when 'critical' then 0 when 'high' then 1 else 2 end, created_at, id limit 1)
        returning id Id, severity Severity, headline Headline, body Text, attempt Attempt
        """,
        new { Now = now.ToUnixTimeMilliseconds(), Until = (now + lease).ToUnixTimeMilliseconds() },
        turn.Transaction);

    /// <summary>Notes what became of a notice.</summary>
    public static void Mark(LedgerTurn turn, WaitingNotice notice, NoticeAnswer answer, DateTimeOffset now, TimeSpan wait) => turn.Connection.Execute(
        $"update notice set {Change(answer)}, last_error = @Detail where id = @Id",
        new
        {
            notice.Id,
            At = (answer.Outcome == NoticeOutcome.TryAgain ? now + wait : now).ToUnixTimeMilliseconds(),
            Detail = answer.Outcome == NoticeOutcome.Told ? null : answer.Detail,
        },
        turn.Transaction);

    /// <summary>What was refused everywhere since then waits again, as if it had never been tried; what somebody heard does not.</summary>
    /// <returns>How many notices wait again.</returns>
    public static int Revive(LedgerTurn turn, DateTimeOffset since) => turn.Connection.Execute(
        "update notice set dead_at = null, attempt = 0, next_at = 0, last_error = null where sent_at is null and dead_at >= @At",
        new { At = since.ToUnixTimeMilliseconds() },
        turn.Transaction);

    private static string Change(NoticeAnswer answer) => answer.Outcome switch
    {
        NoticeOutcome.Told => "sent_at = @At",
        NoticeOutcome.TryAgain => "next_at = @At",
        NoticeOutcome.Refused => answer.IsHeard ? "dead_at = @At, sent_at = @At" : "dead_at = @At",
        _ => "skipped_at = @At",
    };
}

/// <summary>A notice that its caller has claimed.</summary>
internal sealed record WaitingNotice
{
    public string Id { get; init; } = "";

    public string Severity { get; init; } = "";

    public string Headline { get; init; } = "";

    public string Text { get; init; } = "";

    public long Attempt { get; init; }

    public Notice ToNotice() => new(Id, Enum.GetValues<Severity>().First(s => s.Word() == Severity), Headline, Text);
}
