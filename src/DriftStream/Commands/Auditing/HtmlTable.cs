using System.Net;
using System.Security.Cryptography;
using System.Text;
using DriftStream.Configuration;

namespace DriftStream.Commands.Auditing;

/// <summary>A page of its own with one table, written as its rows come. It loads nothing, runs nothing, and shows whatever is in a cell as text.</summary>
internal sealed class HtmlTable
{
    private const string Style =
        "body{font:14px/1.45 system-ui,sans-serif;margin:2rem;color:#1d2433;background:#fff}h1{font-size:1.3rem}p{color:#4a5468}" +
        "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d9dee8;overflow-wrap:anywhere}" +
        "th{position:sticky;top:0;background:#f3f5f9}td.critical,td.high{color:#a3001b;font-weight:600}td.medium{color:#7a4b00}" +
        "@media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#12151c}p{color:#a9b2c5}th{background:#1d222d}th,td{border-color:#333b4a}td.critical,td.high{color:#ff8d9b}td.medium{color:#f0b95a}}" +
        "@media print{body{margin:0}th{position:static}tr{break-inside:avoid}}";

    private readonly TextWriter _output;

    /// <summary>Begins the page.</summary>
    public HtmlTable(TextWriter output, string title, string about, params IEnumerable<string> columns)
    {
        _output = output;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        _output.Write(
            $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'\">\n" +
            $"<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Safe(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>{Safe(title)}</h1>\n<p>{Safe(about)}</p>\n" +
            $"<table>\n<thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{Safe(column)}</th>"))}</tr></thead>\n<tbody>\n");
    }

    /// <summary>Writes a row; a cell has lines, and may have a class that is one of the page's own words.</summary>
    public void Row(params IEnumerable<HtmlCell> cells) => _output.Write(
        $"<tr>{string.Concat(cells.Select(cell => $"<td{(cell.Class is { } name ? $" class=\"{name}\"" : "")}>{string.Join("<br>", cell.Lines.Select(Safe))}</td>"))}</tr>\n");

    /// <summary>Ends the page.</summary>
    public void End(string sentence) => _output.Write($"</tbody>\n</table>\n<p>{Safe(sentence)}</p>\n</body>\n</html>\n");

    private static string Safe(string? text) => WebUtility.HtmlEncode(TerminalText.Clean(text ?? ""));
}

/// <summary>A cell of a page's table.</summary>
/// <param name="Lines">Its text.</param>
/// <param name="Class">Its class; never a text from outside.</param>
internal sealed record HtmlCell(IReadOnlyList<string?> Lines, string? Class = null)
{
    /// <summary>A cell with one line.</summary>
    public static HtmlCell Of(string? text, string? name = null) => new([text], name);
}
