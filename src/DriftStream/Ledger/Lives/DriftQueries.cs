using System.Data.Common;
using Dapper;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Lives;

/// <summary>What callers ask about drifts. Reads only.</summary>
internal sealed class DriftQueries(LedgerDatabase database)
{
    private static readonly Dictionary<string, string> ByStatus = new()
    {
        ["open"] = "status = 'open'",
        ["acknowledged"] = "status = 'open' and decision = 'acknowledge'",
        ["snoozed"] = "status = 'open' and decision = 'snooze'",
        ["ignored"] = "status = 'open' and decision = 'ignore'",
        ["resolved"] = "status = 'resolved'",
    };

    /// <summary>The words that <see cref="DriftFilter.Status"/> may have.</summary>
    public static IEnumerable<string> Statuses => ByStatus.Keys;

    /// <summary>A page of drifts, the last changed first, and one more where there is a next page.</summary>
    public IReadOnlyList<DriftRecord> List(DriftFilter filter)
    {
        var (conditions, values) = Conditions(filter);
        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        values.Add("most", filter.Limit + 1);
        return Ask(connection => connection.Query<DriftRow>(
            $"select {DriftRow.Columns} from drift {where} order by last_change_at desc, id limit @most", values).Select(r => r.ToRecord()).ToList());
    }

    /// <summary>All that is known of a drift; null where there is none of that id.</summary>
    public DriftStory? Story(string id) => Ask(connection =>
    {
        if (connection.QueryFirstOrDefault<DriftRow>($"select {DriftRow.Columns} from drift where id = @id", new { id })?.ToRecord() is not { } drift)
        {
            return null;
        }

        var findings = connection.Query<(long Number, long At, long Late, string Json)>(
            $"select id, recorded_at, late, json from finding where {DriftRow.Has("@id")} order by id limit 1000", new { id })
            .Select(r => new RecordedFinding(r.Number, DateTimeOffset.FromUnixTimeMilliseconds(r.At), FindingReader.Read(r.Json), r.Late == 1));
        var decisions = connection.Query<DecisionRow>($"select {DecisionRow.Columns} from decision where drift_id = @id order by decided_at, id", new { id });
        var told = connection.Query<ToldRow>(
            $"select id Id, kind Kind, created_at CreatedAt, sent_at SentAt, dead_at DeadAt, skipped_at SkippedAt, last_error LastError from alert where {DriftRow.Has("@id")} order by created_at, id", new { id });
        return new DriftStory(drift, Differences(connection, drift), [.. findings], [.. decisions], [.. told]);
    });

    private static List<Deviation> Differences(DbConnection connection, DriftRecord drift) =>
        [.. DeviationRows.Of(connection, drift.Place).Where(d => d.IsOpen && d.Drift == drift.Id)];

    private static (List<string> Conditions, DynamicParameters Values) Conditions(DriftFilter filter)
    {
        var (conditions, values) = (new List<string>(), new DynamicParameters());
        Add("verdict = @verdict", "verdict", filter.Verdict);
        AddPattern("opened_by", "actor", filter.Actor);
        AddPattern("type", "type", filter.Type);
        AddPattern("account", "account", filter.Account);
        AddPattern("region", "region", filter.Region);
        AddPattern("state", "state", filter.State);
        AddPattern("address", "address", filter.Address);
        Add("lower(id || ' ' || address || ' ' || coalesce(resource_id, '') || ' ' || coalesce(opened_by, '') || ' ' || state) like @text escape '~'", "text", filter.Text is null ? null : $"%{Like(filter.Text.ToLowerInvariant())}%");
        Add("last_change_at >= @since", "since", filter.Since?.ToUnixTimeMilliseconds());
        Add("last_change_at < @until", "until", filter.Until?.ToUnixTimeMilliseconds());
        Add("(last_change_at < @at or (last_change_at = @at and id > @id))", "at", filter.After?.At);
        values.Add("id", filter.After?.Id);
        if (filter.Status is { } status)
        {
            conditions.Add(ByStatus[status]);
        }

        if (filter.Severity is { } severity)
        {
            var worse = Enum.GetValues<Severity>().Where(s => s >= ContractWordReader.Severity(severity)).Select(s => $"'{s.Word()}'");
            conditions.Add($"severity in ({string.Join(", ", worse)})");
        }

        return (conditions, values);

        // Both sides are folded by the database, as each folds letters in its own way.
        void AddPattern(string column, string name, string? pattern) =>
            Add($"lower({column}) like lower(@{name}) escape '~'", name, pattern is null ? null : Like(pattern).Replace('*', '%'));

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                values.Add(name, value);
            }
        }
    }

    private static string Like(string text) => text.Replace("~", "~~", StringComparison.Ordinal).Replace("%", "~%", StringComparison.Ordinal).Replace("_", "~_", StringComparison.Ordinal);

    private T Ask<T>(Func<DbConnection, T> question) => database.Ask(question);
}

/// <summary>All that is known of a drift.</summary>
/// <param name="Drift">The drift.</param>
/// <param name="Differences">What differs now.</param>
/// <param name="Findings">What was said of it, in order.</param>
/// <param name="Decisions">What people decided, in order.</param>
/// <param name="Told">Who was told, in order.</param>
internal sealed record DriftStory(
    DriftRecord Drift, IReadOnlyList<Deviation> Differences, IReadOnlyList<RecordedFinding> Findings, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<ToldRow> Told);

/// <summary>An alert about a drift.</summary>
internal sealed record ToldRow
{
    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? SentAt { get; init; }

    public long? DeadAt { get; init; }

    public long? SkippedAt { get; init; }

    public string? LastError { get; init; }
}
