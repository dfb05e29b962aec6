using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;
using Microsoft.AspNetCore.Mvc;

namespace DriftStream.Web.Drifts;

/// <summary>The filter of <c>GET /api/v1/drifts</c> as it was asked.</summary>
internal sealed record DriftQuestion
{
    private const int MostAtOnce = 200;
    private static readonly string[] Names = ["status", "verdict", "severity", "actor", "address", "type", "account", "region", "state", "since", "until", "q", "cursor", "limit"];

    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    [FromQuery(Name = "verdict")]
    public string? Verdict { get; init; }

    [FromQuery(Name = "severity")]
    public string? Severity { get; init; }

    [FromQuery(Name = "actor")]
    public string? Actor { get; init; }

    [FromQuery(Name = "address")]
    public string? Address { get; init; }

    [FromQuery(Name = "type")]
    public string? Type { get; init; }

    [FromQuery(Name = "account")]
    public string? Account { get; init; }

    [FromQuery(Name = "region")]
    public string? Region { get; init; }

    [FromQuery(Name = "state")]
    public string? State { get; init; }

    [FromQuery(Name = "since")]
    public string? Since { get; init; }

    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>The filter it means; null where something cannot be meant, and then every mistake is a sentence.</summary>
    public DriftFilter? Read(IEnumerable<string> asked, TimeProvider clock, out IReadOnlyList<string> mistakes)
    {
        var found = asked.Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => $"`{ForeignText.OneLine(name, 40)}` is no filter, so it would leave nothing out: there are {string.Join(", ", Names)}.").Take(1).ToList();
        var filter = new DriftFilter
        {
            Status = OneOf("status", Status, DriftQueries.Statuses, found),
            Verdict = OneOf("verdict", Verdict, Enum.GetValues<Verdict>().Where(v => v.IsShown()).Select(v => v.Word()), found),
            Severity = OneOf("severity", Severity, Enum.GetValues<Severity>().Select(s => s.Word()), found),
            Actor = Actor,
            Address = Address,
            Type = Type,
            Account = Account,
            Region = Region,
            State = State,
            Since = MomentOf("since", Since, clock, found),
            Until = MomentOf("until", Until, clock, found),
            Text = Text,
            After = CursorOf(found),
            Limit = LimitOf(found),
        };
        mistakes = found;
        return found.Count == 0 ? filter : null;
    }

    private static string? OneOf(string name, string? asked, IEnumerable<string> words, List<string> mistakes)
    {
        if (asked is not null && !words.Contains(asked))
        {
            mistakes.Add($"`{name}` is '{ForeignText.OneLine(asked, 40)}': it may be {string.Join(", ", words)}.");
        }

        return asked;
    }

    private static DateTimeOffset? MomentOf(string name, string? asked, TimeProvider clock, List<string> mistakes)
    {
        var moment = asked is null ? null : Moment.Read(asked, clock);
        if (asked is not null && moment is null)
        {
            mistakes.Add($"`{name}` is '{ForeignText.OneLine(asked, 40)}': write a moment such as 2026-03-02T14:00:00Z, or how long ago, such as 2d or 4h.");
        }

        return moment;
    }

    private DriftCursor? CursorOf(List<string> mistakes)
    {
        var cursor = Cursor is null ? null : DriftCursor.Read(Cursor);
        if (Cursor is not null && cursor is null)
        {
            mistakes.Add("`cursor` is none that an answer gave as `next`: begin again without it.");
        }

        return cursor;
    }

    private int LimitOf(List<string> mistakes)
    {
        if (Limit is null)
        {
            return new DriftFilter().Limit;
        }

        if (int.TryParse(Limit, out var limit) && limit is >= 1 and <= MostAtOnce)
        {
            return limit;
        }

        mistakes.Add($"`limit` is '{ForeignText.OneLine(Limit, 20)}': it may be 1 to {MostAtOnce}.");
        return 1;
    }
}
