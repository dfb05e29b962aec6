namespace DriftStream.Ledger;

/// <summary>A statement that is written once and run for many rows; made once for each kind of row.</summary>
internal sealed class RowText
{
    private RowText(IReadOnlyList<RowColumn> columns, string sql, string? together) => (Columns, Sql, Together) = (columns, sql, together);

    /// <summary>The statement for one row, with parameters by name.</summary>
    public string Sql { get; }

    /// <summary>The statement for any number of rows, with one array for each column as parameters from one on; null where there is none.</summary>
    public string? Together { get; }

    /// <summary>Its parameters, in the order of their numbers.</summary>
    public IReadOnlyList<RowColumn> Columns { get; }

    /// <summary>An <c>insert</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Columns and properties, as in a <c>select</c>: <c>event_id EventId, account Account</c>.</param>
    /// <param name="conflict">What is done where the row is there; nothing: it fails.</param>
    public static RowText Insert<T>(string table, string columns, string conflict = "")
    {
        var pairs = columns.Split(',', StringSplitOptions.TrimEntries).Select(pair => pair.Split(' ')).ToList();
        return Insert(table, pairs.Select(pair => pair[0][(pair[0].IndexOf('.', StringComparison.Ordinal) + 1)..]), [.. pairs.Select(pair => RowColumn.Of<T>(pair[1]))], conflict);
    }

    /// <summary>An <c>insert</c> of values that are read in any way.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">The names of its columns.</param>
    /// <param name="columns">Their values, in the same order.</param>
    /// <param name="conflict">What is done where the row is there; nothing: it fails.</param>
    public static RowText Insert(string table, IEnumerable<string> names, IReadOnlyList<RowColumn> columns, string conflict = "")
    {
        var into = $"insert into {table}({string.Join(", ", names)})";
        return new(
            columns,
            $"{into} values ({string.Join(", ", columns.Select(column => $"@{column.Name}"))}) {conflict}",
            $"{into} select * from unnest({string.Join(", ", columns.Select((column, i) => $"${i + 1}::{column.SqlType}[]"))}) {conflict}");
    }

    /// <summary>Any statement, run for one row after the other.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Its parameters.</param>
    public static RowText Each<T>(string sql, params string[] names) => new([.. names.Select(RowColumn.Of<T>)], sql, together: null);
}
