using System.Data.Common;
using Dapper;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>As much of a <see cref="FindingFilter"/> as the database can say, over <c>finding f</c> and <c>processed_event p</c>.</summary>
internal sealed class FindingConditions
{
    // More names than that are quicker read past than looked up.
    private const int MostNames = 200;
    private readonly List<string> _conditions = [];

    private FindingConditions()
    {
    }

    /// <summary>The values of the condition.</summary>
    public DynamicParameters Values { get; } = new();

    /// <summary>The condition.</summary>
    public string Sql => string.Join(" and ", _conditions);

    /// <summary>The conditions of a filter.</summary>
    public static FindingConditions Of(FindingFilter filter, DbConnection connection)
    {
        var conditions = new FindingConditions();
        conditions.AddActors(filter.Actors, connection);
        conditions.AnyOf("f.address", filter.Addresses);
        conditions.AnyOf("f.type", filter.Types);
        conditions.AnyOf("f.account", filter.Accounts);
        conditions.AnyOf("f.state", filter.States);
        conditions.AnyOf("p.name", filter.Events);
        conditions.Add(DriftRow.Has("@drift", "f."), "drift", filter.Drift);
        conditions.Add("f.time >= @since", "since", filter.Since?.ToUnixTimeMilliseconds());
        conditions.Add("f.time < @until", "until", filter.Until?.ToUnixTimeMilliseconds());
        conditions.Add("f.id < @before", "before", filter.Before);
        conditions._conditions.Add($"f.verdict in ({Words(filter.Counted, v => v.Word())})");
        if (filter.Least > Severity.Info)
        {
            conditions._conditions.Add($"f.severity in ({Words(Enum.GetValues<Severity>().Where(s => s >= filter.Least), s => s.Word())})");
        }

        return conditions;
    }

    /// <summary>Adds a condition, unless there is no value for it.</summary>
    public void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            Values.Add(name, value);
        }
    }

    private void AnyOf(string column, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return;
        }

        var names = patterns.Select((pattern, i) => (Name: $"{column.Replace('.', '_')}{i}", Pattern: pattern)).ToList();
        _conditions.Add($"({string.Join(" or ", names.Select(p => $"lower({column}) {(TextPattern.IsExact(p.Pattern) ? $"= @{p.Name}" : $"like @{p.Name} escape '~'")}"))})");
        names.ForEach(p => Values.Add(p.Name, TextPattern.IsExact(p.Pattern) ? p.Pattern.ToLowerInvariant() : TextPattern.Like(p.Pattern)));
    }

    // An index finds names and no patterns; the names there are, are few.
    private void AddActors(IReadOnlyList<string> patterns, DbConnection connection)
    {
        if (patterns.All(TextPattern.IsExact) || NamesFitting(patterns, connection) is not { } names)
        {
            AnyOf("f.actor", patterns);
            return;
        }

        names.Index().ToList().ForEach(name => Values.Add($"actor{name.Index}", name.Item));
        _conditions.Add(names.Count == 0 ? "1 = 0" : $"lower(f.actor) in ({string.Join(", ", names.Select((_, i) => $"@actor{i}"))})");
    }

    private static List<string>? NamesFitting(IReadOnlyList<string> patterns, DbConnection connection)
    {
        // From each name straight to the next one, instead of through all rows.
        var names = connection.Query<string>(
            """
            with recursive name(n) as (
              select min(lower(actor)) from finding
              union all
              select (select min(lower(f.actor)) from finding f where lower(f.actor) > name.n) from name where name.n is not null
            )
            select n from name where n is not null limit @most
            """,
            new { most = (MostNames * 10) + 1 }).ToList();
        var fitting = names.Where(name => TextPattern.Fits(patterns, name)).ToList();
        return names.Count > MostNames * 10 || fitting.Count > MostNames ? null : fitting;
    }

    private static string Words<T>(IEnumerable<T> values, Func<T, string> word) => string.Join(", ", values.Select(value => $"'{word(value)}'"));
}
