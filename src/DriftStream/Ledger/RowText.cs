using System.Reflection;

namespace DriftStream.Ledger;

/// <summary>A statement that is written once and run for many rows; made once for each kind of row.</summary>
internal sealed class RowText
{
    private readonly PropertyInfo[] _properties;

    private RowText(Type row, IReadOnlyList<string> names, string sql, string? together)
    {
        Names = names;
        Sql = sql;
        Together = together;
        _properties = [.. names.Select(name => row.GetProperty(name) ?? throw new ArgumentException($"{row.Name} has no {name}, which its statement names.", nameof(row)))];
    }

    /// <summary>The statement for one row, with parameters by name.</summary>
    public string Sql { get; }

    /// <summary>The statement for any number of rows, with one array for each column as parameters from one on; null where there is none.</summary>
    public string? Together { get; }

    /// <summary>The properties that are its parameters, in the order of their numbers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>An <c>insert</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Columns and properties, as in a <c>select</c>: <c>event_id EventId, account Account</c>.</param>
    /// <param name="conflict">What is done where the row is there; nothing: it fails.</param>
    public static RowText Insert<T>(string table, string columns, string conflict = "")
    {
        var pairs = columns.Split(',', StringSplitOptions.TrimEntries).Select(pair => pair.Split(' ')).ToList();
        var names = pairs.Select(pair => pair[1]).ToList();
        var into = $"insert into {table}({string.Join(", ", pairs.Select(pair => pair[0][(pair[0].IndexOf('.', StringComparison.Ordinal) + 1)..]))})";
        var arrays = names.Select((name, i) => $"${i + 1}::{SqlTypeOf(typeof(T).GetProperty(name)!.PropertyType)}[]");
        return new(
            typeof(T),
            names,
            $"{into} values ({string.Join(", ", names.Select(name => $"@{name}"))}) {conflict}",
            $"{into} select * from unnest({string.Join(", ", arrays)}) {conflict}");
    }

    /// <summary>Any statement, run for one row after the other.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Its parameters.</param>
    public static RowText Each<T>(string sql, params string[] names) => new(typeof(T), names, sql, together: null);

    /// <summary>What a parameter holds: text, a whole number, or bytes.</summary>
    public Type TypeOf(int parameter) => Nullable.GetUnderlyingType(_properties[parameter].PropertyType) ?? _properties[parameter].PropertyType;

    /// <summary>A row's value for a parameter.</summary>
    public object? ValueOf(object row, int parameter) => _properties[parameter].GetValue(row);

    private static string SqlTypeOf(Type type) => type == typeof(string) ? "text" : type == typeof(byte[]) ? "bytea" : "bigint";
}
