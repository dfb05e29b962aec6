using System.Globalization;
using System.Text;
using System.Text.Json;
using DriftStream.Configuration;
using DriftStream.Core.Values;
using DriftStream.Replay;
using DriftStream.Replay.Reports;
using Spectre.Console;

namespace DriftStream.Commands.Auditing;

/// <summary>A small table of figures, in every format. Its columns have a name for programs, which people see with spaces.</summary>
internal sealed class ColumnOutput(IReadOnlyList<string> columns, string title, string asked)
{
    /// <summary>Whose clock people are shown.</summary>
    public ShownZone Zone { get; init; } = ShownZone.Utc;

    /// <summary>Prints the rows.</summary>
    public void Print(IReadOnlyList<IReadOnlyList<object?>> rows, string format, Surroundings around)
    {
        switch (format)
        {
            case "csv":
                around.Out.Write(CsvCells.Row(columns));
                rows.ToList().ForEach(row => around.Out.Write(CsvCells.Row(row.Select(Plain))));
                break;
            case "ndjson":
                rows.ToList().ForEach(row => around.Out.Write(Json(row) + "\n"));
                break;
            case "html":
                var page = new HtmlTable(around.Out, title, asked, columns.Select(Heading));
                rows.ToList().ForEach(row => page.Row(row.Select(cell => HtmlCell.Of(Shown(cell)))));
                page.End(ReplaySummary.Count(rows.Count, "row") + ".");
                break;
            default:
                PrintTable(rows, around.OutConsole());
                break;
        }
    }

    private void PrintTable(IReadOnlyList<IReadOnlyList<object?>> rows, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple, Expand = false };
        foreach (var (index, column) in columns.Index())
        {
            table.AddColumn(new TableColumn(Heading(column)) { Alignment = index == 0 ? Justify.Left : Justify.Right, Padding = new(0, 0, 2, 0) });
        }

        rows.ToList().ForEach(row => table.AddRow(row.Select(cell => new Text(TerminalText.Clean(Shown(cell))))));
        if (rows.Count > 0)
        {
            console.Write(table);
        }
    }

    private string Json(IReadOnlyList<object?> row)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            foreach (var (column, cell) in columns.Zip(row))
            {
                writer.WritePropertyName(column);
                WriteCell(writer, cell);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteCell(Utf8JsonWriter writer, object? cell)
    {
        if (cell is null)
        {
            writer.WriteNullValue();
        }
        else if (cell is int number)
        {
            writer.WriteNumberValue(number);
        }
        else if (cell is TimeSpan span)
        {
            writer.WriteNumberValue((long)span.TotalSeconds);
        }
        else
        {
            writer.WriteStringValue(Plain(cell));
        }
    }

    private static string Heading(string column) => column.Replace("_seconds", "", StringComparison.Ordinal).Replace('_', ' ');

    private static string? Plain(object? cell) => cell switch
    {
        TimeSpan span => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };

    private string Shown(object? cell) => cell switch
    {
        TimeSpan { TotalDays: >= 2 } span => $"{span.TotalDays:0.#} d",
        TimeSpan { TotalHours: >= 2 } span => $"{span.TotalHours:0.#} h",
        TimeSpan { TotalMinutes: >= 2 } span => $"{span.TotalMinutes:0.#} min",
        TimeSpan span => $"{span.TotalSeconds:0} s",
        DateTimeOffset moment => Zone.Full(moment),
        _ => Plain(cell) ?? "",
    };
}
