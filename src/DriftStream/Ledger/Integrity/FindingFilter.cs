using Dapper;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>Which findings are asked for; empty or null asks for any. In texts <c>*</c> stands for anything, and case does not count.</summary>
internal sealed record FindingFilter
{
    /// <summary>Names of actors.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Terraform's addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Terraform's types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Accounts, by id.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>States, by name.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Verdicts; empty: those that are shown by default.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>The least severity.</summary>
    public Severity Least { get; init; }

    /// <summary>One drift.</summary>
    public string? Drift { get; init; }

    /// <summary>The first moment of an event that counts.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first moment that no longer counts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only those recorded before the finding with this number.</summary>
    public long? Before { get; init; }

    /// <summary>The condition in SQL, over <c>finding f</c>, and its values.</summary>
    internal (string Sql, DynamicParameters Values) Where()
    {
        var (conditions, values) = (new List<string>(), new DynamicParameters());
        AnyOf("actor", Actors);
        AnyOf("address", Addresses);
        AnyOf("type", Types);
        AnyOf("account", Accounts);
        AnyOf("state", States);
        Add("f.drift_id = @drift", "drift", Drift);
        Add("f.time >= @since", "since", Since?.ToUnixTimeMilliseconds());
        Add("f.time < @until", "until", Until?.ToUnixTimeMilliseconds());
        Add("f.id < @before", "before", Before);
        conditions.Add($"f.verdict in ({Words(Verdicts.Count > 0 ? Verdicts : Enum.GetValues<Verdict>().Where(v => v.IsShown()), v => v.Word())})");
        conditions.Add($"f.severity in ({Words(Enum.GetValues<Severity>().Where(s => s >= Least), s => s.Word())})");
        return (string.Join(" and ", conditions), values);

        void AnyOf(string column, IReadOnlyList<string> patterns)
        {
            if (patterns.Count > 0)
            {
                conditions.Add($"({string.Join(" or ", patterns.Select((_, i) => $"lower(f.{column}) like lower(@{column}{i}) escape '~'"))})");
                patterns.Index().ToList().ForEach(p => values.Add($"{column}{p.Index}", Like(p.Item)));
            }
        }

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                values.Add(name, value);
            }
        }
    }

    private static string Words<T>(IEnumerable<T> values, Func<T, string> word) => string.Join(", ", values.Select(value => $"'{word(value)}'"));

    private static string Like(string pattern) => pattern
        .Replace("~", "~~", StringComparison.Ordinal)
        .Replace("%", "~%", StringComparison.Ordinal)
        .Replace("_", "~_", StringComparison.Ordinal)
        .Replace('*', '%');
}
